import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A gateway in a separate process, as a container would start it. */
export interface GatewayProcess {
  readonly child: ChildProcess;
  /** Its GraphQL endpoint. */
  readonly url: URL;
}

/** Starts the result of `buildGateway` and waits until it listens. Its options are those of `spawnGateway`. */
export async function startGatewayProcess(...options: Parameters<typeof spawnGateway>): Promise<GatewayProcess> {
  const child = spawnGateway(...options);
  for await (const line of createInterface(child.stdout)) {
    const [, listening] = /listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
    if (listening === undefined) continue;
    child.stdout.resume();
    return { child, url: new URL("/graphql", listening) };
  }
  throw new Error("the gateway ended before it listened");
}

/**
 * Starts the result of `buildGateway` in production with this upstream. Only the upstream limits the rate, and pages
 * are not cached.
 */
export function spawnGateway(
  outDir: string,
  upstream: URL,
  env: Record<string, string> = {},
  nodeFlags: readonly string[] = [],
): ChildProcessByStdio<null, Readable, null> {
  const { PATH = "" } = process.env;
  const rates = {
    UPSTREAM_CALLS_PER_SECOND: "0",
    UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
    CALLER_MAX_CALLS_PER_HOUR: "0",
    CACHE: "none",
  };
  return spawn(process.execPath, [...nodeFlags, `${outDir}/main.js`], {
    env: { PATH, NODE_ENV: "production", PORT: "0", DINGTALK_BASE_URL: upstream.href, ...rates, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
}
