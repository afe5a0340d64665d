import { fileURLToPath } from "node:url";
import { onNode } from "./launch.mjs";
import { conferenceSubject } from "./subject.mjs";

const MAIN = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

/** The settings of glibc's malloc and the options of `npm start` and of the image. */
const MALLOC = { MALLOC_MMAP_THRESHOLD_: "33554432", MALLOC_TRIM_THRESHOLD_: "134217728" };
const FLAGS = ["--enable-source-maps", "--no-memory-reducer", "--max-semi-space-size=16"];

/**
 * This repository's gateway, as built by `npm run build`.
 * @param {Record<string, string>} env settings of its own, beside those that every run needs
 * @param {{ name: string, title: string }} label
 * @returns {import("./subject.mjs").Subject}
 */
export const createOurs = (env = {}, label = { name: "ours", title: "**minutes-graph**" }) =>
  conferenceSubject({
    ...label,
    launch: ({ port, upstreamUrl }) =>
      onNode([...FLAGS, MAIN], {
        ...MALLOC,
        HOST: "127.0.0.1",
        PORT: String(port),
        DINGTALK_BASE_URL: upstreamUrl,
        UPSTREAM_CALLS_PER_SECOND: "0",
        CACHE: "none",
        CALLER_MAX_CALLS_PER_HOUR: "0",
        UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
        UPSTREAM_TIMEOUT_MS: "120000",
        OPERATION_TIMEOUT_MS: "120000",
        LOG_LEVEL: "error",
        ...env,
      }),
  });
