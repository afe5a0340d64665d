import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

/** A gateway in a process of its own. */
export interface GatewayProcess {
  /** Its address, without a path. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the gateway that `npm run build` has built at the root, in front of its simulator, on this port; "0" is any free
 * one. @throws when it ends before it says where it listens.
 */
export async function startGateway(port: string): Promise<GatewayProcess> {
  const gateway = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: port, DINGTALK_BASE_URL: "", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(gateway, "exit");
  for await (const line of createInterface(gateway.stdout)) {
    const address = /(?<url>http:\/\/\S+)\/graphql/.exec(line)?.groups?.["url"];
    if (address === undefined) continue;
    gateway.stdout.resume();
    const stop = async () => {
      gateway.kill("SIGTERM");
      await exited;
    };
    return { url: address, stop };
  }
  throw new Error("the gateway ended before it was ready");
}
