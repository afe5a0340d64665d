import { hash } from "node:crypto";
import type { StoreScript } from "./shared-store.js";

/** A Lua script for Redis 5 or later. It must use only the keys in `KEYS`. */
export function luaScript(text: string): StoreScript {
  return { text, sha: hash("sha1", text, "hex") };
}
