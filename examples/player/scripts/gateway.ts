import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

/** A gateway in a process of its own. */
export interface GatewayProcess {
  /** Its address, without a path. */
  readonly url: string;
  /** The page of the demo's identity provider on which people sign in. */
  readonly signInPage: string;
  stop(): Promise<void>;
}

/**
 * Starts the gateway that `npm run build` has built at the root, with its simulator and the demo's identity provider,
 * on this port ("0": any free one). It also accepts DingTalk tokens.
 * @throws if it ends before it listens.
 */
export async function startGateway(port: string, settings: NodeJS.ProcessEnv = {}): Promise<GatewayProcess> {
  const issuer = `http://127.0.0.1:${await findFreePort()}/demo-identity-provider`;
  const gateway = spawn(process.execPath, [MAIN], {
    env: { ...process.env, LOG_LEVEL: "warn", ...settings, ...demoSettings(issuer), PORT: port },
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
    return { url: address, signInPage: `${issuer}/sign-in`, stop };
  }
  throw new Error("the gateway ended before it was ready");
}

/** As in `scripts/demo.env` at the root, except the port. None of this is secret. */
const demoSettings = (issuer: string) => ({
  DINGTALK_BASE_URL: "",
  SIMULATOR_PORT: new URL(issuer).port,
  JWT_ISSUER: issuer,
  JWT_AUDIENCE: "minutes-graph",
  DINGTALK_APP_KEY: "demo-app-key",
  DINGTALK_APP_SECRET: "demo-app-secret",
  PASS_THROUGH_ENABLED: "true",
});

/** The issuer's address must be known before the simulator listens. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}
