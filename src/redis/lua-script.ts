import { hash } from "node:crypto";
import type { StoreScript } from "./shared-store.js";

/** A script in Lua, as Redis 5 or later runs it. It names its keys in `KEYS` alone. */
export function luaScript(text: string): StoreScript {
  return { text, sha: hash("sha1", text, "hex") };
}
