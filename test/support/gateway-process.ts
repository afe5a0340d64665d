import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A gateway in a separate process, as a container would start it. */
export interface GatewayProcess {
  readonly child: ChildProcess;
  /** Its GraphQL endpoint. */
  readonly url: URL;
}

/**
 * Starts the result of `buildGateway` in production with this upstream. Only the upstream limits the rate, and pages
 * are not cached.
 */
export async function startGatewayProcess(
  outDir: string,
  upstream: URL,
  env: Record<string, string> = {},
  nodeFlags: readonly string[] = [],
): Promise<GatewayProcess> {
  const { PATH = "" } = process.env;
  const rates = {
    UPSTREAM_CALLS_PER_SECOND: "0",
    UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
    CALLER_MAX_CALLS_PER_HOUR: "0",
    CACHE: "none",
  };
  const child = spawn(process.execPath, [...nodeFlags, `${outDir}/main.js`], {
    env: { PATH, NODE_ENV: "production", PORT: "0", DINGTALK_BASE_URL: upstream.href, ...rates, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface(child.stdout)) {
    const [listening] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (listening === undefined) continue;
    child.stdout.resume();
    return { child, url: new URL("/graphql", listening) };
  }
  throw new Error("the gateway ended before it listened");
}
