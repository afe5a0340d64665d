import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const probe = new URL("probe.mjs", import.meta.url).href;

/** Short waits, so that every kind of failure occurs often in a run. Other settings have their defaults. */
const ENVIRONMENT = {
  PORT: "0",
  LOG_LEVEL: "info",
  UPSTREAM_TIMEOUT_MS: "1000",
  OPERATION_TIMEOUT_MS: "8000",
  UPSTREAM_CALLS_PER_SECOND: "50",
  CALLER_MAX_CALLS_PER_HOUR: "0",
  UPSTREAM_BREAKER_OPEN_MS: "500",
};

/** Transcripts are read again every half minute, so that every kind of read occurs in a run. */
const cacheOf = (cacheMb) =>
  cacheMb === 0
    ? { CACHE: "none" }
    : { CACHE_MAX_BYTES: String(cacheMb * 2 ** 20), CACHE_MAX_AGE_SECONDS: "30", CACHE_PROOF_SECONDS: "30" };

/**
 * A gateway in a process of its own, which reports its memory, handles and sockets after a full collection. `cacheMb`:
 * the size of its cache; 0: no cache.
 */
export async function startGateway(upstreamUrl, cacheMb) {
  const child = spawn(process.execPath, ["--expose-gc", "--import", probe, main], {
    env: { PATH: process.env.PATH, ...ENVIRONMENT, ...cacheOf(cacheMb), DINGTALK_BASE_URL: upstreamUrl },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const url = await firstUrl(child.stdout);
  child.stdout.on("data", () => {}); // reads and drops the log
  const sample = async () => {
    child.send("sample");
    const [answer] = await once(child, "message");
    return answer;
  };
  return {
    child,
    url,
    sample,
    /** A sample after idle queues and connections have had time to end. */
    async sampleAtRest() {
      await new Promise((turn) => setTimeout(turn, 10_000));
      return sample();
    },
  };
}

async function firstUrl(stdout) {
  let text = "";
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    text += chunk;
    const url = /listening at (http:\/\/[\d.]+:\d+)/.exec(text)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`the gateway did not start: ${text}`);
}
