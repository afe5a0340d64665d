import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { createScratch } from "../scratch.mjs";
import { restSubject } from "./rest-shape.mjs";

const CONFIG = new URL("../../peers/tailcall/config.graphql", import.meta.url);
const BINARY = fileURLToPath(
  new URL("../../node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall", import.meta.url),
);

/** Tailcall, a compiled gateway in Rust with a thread for each core; its port can only be set in its configuration. */
export const tailcall = restSubject({
  name: "tailcall",
  title: "Tailcall (Rust)",
  program: BINARY,
  field: "page",
  launch: async ({ port, upstreamUrl }) => {
    const config = join(await createScratch("tailcall"), "config.graphql");
    await writeFile(config, (await readFile(CONFIG, "utf8")).replace("port: 8000", `port: ${port}`));
    return {
      file: BINARY,
      args: ["start", config],
      env: { UPSTREAM_URL: upstreamUrl, TAILCALL_LOG_LEVEL: "error", TAILCALL_TRACKER: "false" },
    };
  },
});
