import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { buildGateway } from "./support/build-gateway.js";
import { spawnGateway, startGatewayProcess } from "./support/gateway-process.js";
import { listen } from "./support/listen.js";

const BODY = JSON.stringify({ query: '{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }' });
const PAGE = JSON.stringify({ hasMore: false, paragraphList: [] });
const HEADERS = { "content-type": "application/json", "x-acs-dingtalk-access-token": "t" };

interface Outcome {
  readonly status: number | null;
  readonly connection: string | null;
}

let upstream: Server;
let upstreamUrl: URL;
let respond: (response: ServerResponse) => void;
let child: ChildProcess;
let url: URL;

let built: string;
beforeAll(async () => {
  built = await buildGateway();
}, 120_000);

beforeEach(async () => {
  respond = (response) => response.end(PAGE);
  upstream = createServer((_request, response) => respond(response));
  upstreamUrl = await listen(upstream);
});
afterEach(() => {
  child.kill("SIGKILL");
  upstream.closeAllConnections();
  upstream.close();
});

async function start(env: Record<string, string>, nodeFlags: readonly string[] = []): Promise<void> {
  ({ child, url } = await startGatewayProcess(built, upstreamUrl, env, nodeFlags));
}

/**
 * Runs one operation. `status: null`: the connection was cut before the response was complete. A refused connection
 * throws.
 */
function operate(agent: Agent): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers: HEADERS });
    sent.once("response", (response: IncomingMessage) => {
      const outcome = { status: response.statusCode ?? null, connection: response.headers.connection ?? null };
      text(response).then(
        () => resolve(outcome),
        () => resolve({ ...outcome, status: null }),
      );
    });
    sent.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNREFUSED" ? reject(error) : resolve({ status: null, connection: null }),
    );
    sent.end(BODY);
  });
}

const isReady = async () => (await fetch(new URL("/health/ready", url))).status === 200;

test("when it is stopped under load, the gateway responds to every request until it says that it is not ready", async () => {
  await start({ SHUTDOWN_DELAY_MS: "2000" });
  const outcomes: Outcome[] = [];
  const ready = new AbortController();
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const callers = Array.from({ length: 20 }, async () => {
    while (!ready.signal.aborted) outcomes.push(await operate(agent));
  });
  while (outcomes.length < 200) await new Promise((resolve) => setTimeout(resolve, 5));
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  // A load balancer continues to probe, and sends nothing more once it knows.
  while (await isReady()) await new Promise((resolve) => setTimeout(resolve, 5));
  ready.abort();
  await Promise.all(callers);
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await exited).toEqual([0, null]);
}, 30_000);

test("while it waits to stop, it still responds, and closes kept connections", async () => {
  await start({ SHUTDOWN_DELAY_MS: "60000" });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await operate(agent)).toEqual({ status: 200, connection: "keep-alive" });
  child.kill("SIGTERM");
  while (await isReady()) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await operate(agent)).toEqual({ status: 200, connection: "close" });
}, 30_000);

test("a request that has arrived gets its response although the gateway accepts no more", async () => {
  await start({});
  const [arrived, exited] = [once(upstream, "request"), once(child, "exit")];
  respond = () => undefined;
  const slow = operate(new Agent({ keepAlive: true }));
  const [, response]: ServerResponse[] = await arrived;
  child.kill("SIGTERM");
  while (await isReady().catch(() => false)) await new Promise((resolve) => setTimeout(resolve, 5));
  response?.end(PAGE);
  expect(await slow).toEqual({ status: 200, connection: "close" });
  expect(await exited).toEqual([0, null]);
}, 30_000);

test("localhost is one address: requests to a second one would be cut off when the gateway stops", async () => {
  const both = '[{ address: "127.0.0.1", family: 4 }, { address: "127.0.0.2", family: 4 }]';
  const preload = `import dns from "node:dns";
    const { lookup } = dns;
    dns.lookup = (name, options, done) => name === "localhost" ? done(null, ${both}) : lookup(name, options, done);`;
  await start({ HOST: "localhost" }, ["--import", `data:text/javascript,${encodeURIComponent(preload)}`]);
  expect(await isReady()).toBe(true);
  url.hostname = "127.0.0.2";
  await expect(isReady()).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
}, 30_000);

test("a request that takes too long is cut off, and the gateway ends", async () => {
  await start({ SHUTDOWN_TIMEOUT_MS: "100" });
  const [arrived, exited] = [once(upstream, "request"), once(child, "exit")];
  respond = () => undefined;
  const slow = operate(new Agent({ keepAlive: true }));
  await arrived;
  child.kill("SIGTERM");
  expect(await slow).toEqual({ status: null, connection: null });
  expect(await exited).toEqual([0, null]);
}, 30_000);

test("a gateway that is told to stop while it starts ends at once, with exit code 0", async () => {
  respond = () => undefined;
  const signIn = {
    JWT_ISSUER: upstreamUrl.origin,
    JWT_AUDIENCE: "minutes-graph",
    DINGTALK_APP_KEY: "key",
    DINGTALK_APP_SECRET: "secret",
  };
  // It listens once the identity provider has replied, or is too late.
  const arrived = once(upstream, "request");
  const starting = spawnGateway(built, upstreamUrl, signIn);
  child = starting;
  const [output, exited] = [text(starting.stdout), once(starting, "exit")];
  await arrived;
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
  expect(await output).not.toContain("listening");
}, 30_000);

test("a gateway that is told to stop while it reads its environment ends with exit code 0", async () => {
  const folder = await mkdtemp(join(tmpdir(), "minutes-graph-"));
  const pipe = join(folder, "secret");
  execFileSync("mkfifo", [pipe]);
  const starting = spawnGateway(built, upstreamUrl, { ID_SECRET_FILE: pipe });
  child = starting;
  starting.stdout.resume();
  const exited = once(starting, "exit");
  // Opens when the gateway opens it, which then waits for its content.
  const secret = await open(pipe, "w");
  child.kill("SIGTERM");
  await secret.writeFile("s".repeat(32));
  await secret.close();
  expect(await exited).toEqual([0, null]);
  await rm(folder, { recursive: true });
}, 30_000);
