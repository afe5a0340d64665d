import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { listen } from "./support/listen.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = `${root}dist/main.js`;

beforeAll(async () => {
  const build = spawn(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", "tsconfig.build.json"], {
    cwd: root,
  });
  const [code] = await once(build, "exit");
  if (code !== 0) throw new Error("the build failed");
}, 120_000);

function start(env: Record<string, string>, command: readonly string[] = [process.execPath, main]) {
  const { PATH = "" } = process.env;
  const [executable = "", ...args] = command;
  const child = spawn(executable, args, { cwd: root, env: { PATH, ...env } });
  const exited = once(child, "exit").then(([code]: unknown[]) => code);
  const errors = child.stderr
    .setEncoding("utf8")
    .toArray()
    .then((parts) => parts.join(""));
  return { child, exited, errors };
}

test("faults in the environment end the start with exit code 1, and all are listed", async () => {
  const { exited, errors } = start({ PORT: "x", NODE_ENV: "production" });
  expect(await exited).toBe(1);
  expect(await errors).toMatch(/PORT: .*\n.*DINGTALK_BASE_URL: must be set/);
});

test("a rejection that nothing handles is logged, and the gateway serves on", async () => {
  const preload = "process.on('SIGUSR2', () => Promise.reject(new Error('left behind')))";
  const command = [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(preload)}`, main];
  const { child, exited } = start({ PORT: "0" }, command);
  let address = "";
  for await (const line of createInterface(child.stdout)) {
    const [listening] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (listening !== undefined && address === "") child.kill("SIGUSR2");
    address ||= listening ?? "";
    if (!line.includes("left behind")) continue;
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: "a promise was rejected, and nothing handled it" });
    break;
  }
  child.stdout.resume();
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("without an upstream it prints a query that works at once, and SIGTERM ends it with exit code 0", async () => {
  const { child, exited } = start({ PORT: "0" });
  let printed = "";
  for await (const line of createInterface(child.stdout)) {
    printed += `${line}\n`;
    if (line.includes("-d '")) break;
  }
  const [, url = ""] = /curl -s (\S+)/.exec(printed) ?? [];
  const [, body = ""] = /-d '(.*)'/.exec(printed) ?? [];
  const headers = Object.fromEntries(
    [...printed.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
  );
  const response = await fetch(url, { method: "POST", headers, body });
  const result: unknown = await response.json();
  expect(result).not.toHaveProperty("errors");
  expect(result).toHaveProperty(
    "data.conference.paragraphs.nodes.0.sentences.nodes.0.words.nodes.0.text",
    expect.any(String),
  );
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("a port in use ends the start with exit code 1 and a message", async () => {
  const first = start({ PORT: "0" });
  let port = "";
  for await (const line of createInterface(first.child.stdout)) {
    port = /127\.0\.0\.1:(\d+)\/graphql/.exec(line)?.[1] ?? "";
    if (port !== "") break;
  }
  const second = start({ PORT: port });
  expect(await second.exited).toBe(1);
  expect(await second.errors).toBe(
    `minutes-graph cannot start: port ${port} of 127.0.0.1 is in use: stop what listens there, or choose another port.\n`,
  );
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
});

/** The issuer's address must be known before anything listens there. */
async function findFreePort(): Promise<string> {
  const server = createServer();
  const { port } = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}

test("the demo signs people in with several workers, since they share one simulator, which no proxy hides", async () => {
  const simulatorPort = await findFreePort();
  const issuer = `http://127.0.0.1:${simulatorPort}/demo-identity-provider`;
  const { child, exited } = start({
    PORT: "0",
    WORKERS: "2",
    HTTP_PROXY: "http://127.0.0.1:1",
    SIMULATOR_PORT: simulatorPort,
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: "minutes-graph",
    DINGTALK_APP_KEY: "demo-app-key",
    DINGTALK_APP_SECRET: "demo-app-secret",
  });
  const output = recordOutput(child);
  await until(() => output.text.includes("-d '"));
  const [, url = ""] = /curl -s (\S+)/.exec(output.text) ?? [];
  const [, body = ""] = /-d '(.*)'/.exec(output.text) ?? [];
  for (let round = 0; round < 6; round += 1) {
    const signIn = await fetch(`${issuer}/sign-in?person=0`);
    const headers = { "content-type": "application/json", authorization: `Bearer ${await signIn.text()}` };
    // A connection of its own, so that the workers take turns.
    const response = await fetch(url, { method: "POST", headers: { ...headers, connection: "close" }, body });
    expect(await response.json()).not.toHaveProperty("errors");
  }
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

/** The lines of a log that are JSON. */
function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

/** Everything that a process has printed so far. */
function recordOutput(child: ReturnType<typeof start>["child"]) {
  const output = { text: "" };
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    output.text += part;
  });
  return output;
}

const until = async (condition: () => boolean) => {
  while (!condition()) await setTimeout(10);
};

test("the log has the start and the end in JSON, and warns about settings that were probably not intended", async () => {
  const { child, exited } = start({ PORT: "0", UPSTREAM_TIMOUT_MS: "5000" });
  const output = recordOutput(child);
  await until(() => output.text.includes("curl"));
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  const told = /^(?:minutes-graph starts|UPSTREAM_TIMOUT_MS|told to stop|drained|stopped)/;
  expect(parseLines(output.text).filter(({ msg }) => told.test(String(msg)))).toMatchObject([
    { level: 30, msg: "minutes-graph starts", mode: "development", upstream: "simulator", settings: { PORT: "0" } },
    { level: 40, msg: expect.stringMatching(/^UPSTREAM_TIMOUT_MS: .* UPSTREAM_TIMEOUT_MS$/) },
    { level: 30, msg: "told to stop", signal: "SIGTERM" },
    { level: 30, msg: "drained: no request is running any more" },
    { level: 30, msg: "stopped" },
  ]);
});

test("a full disk costs lines of the log; the gateway starts, responds and stops as usual", async () => {
  const port = await findFreePort();
  const command = ["sh", "-c", `exec "${process.execPath}" "${main}" > /dev/full`];
  const { child, exited } = start({ PORT: port }, command);
  const url = `http://127.0.0.1:${port}/graphql`;
  while (child.exitCode === null && !(await fetch(url).then(Boolean, () => false))) await setTimeout(10);
  expect(await send(url, "POST")).toContain('"data":{"__typename":"Query"}');
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("a log that had no room for more than 1 MiB of lines goes on once the disk has room", async () => {
  const folder = mkdtempSync(join(tmpdir(), "log-"));
  const script = `import { ftruncateSync } from "node:fs";
    import { createLog, openStandardOutput } from "${root}dist/observability/log.js";
    const log = createLog({ level: "info", stream: openStandardOutput(), fields: () => ({}) });
    const write = (count, text) => Array.from({ length: count }, () => log.info({ text }, "x".repeat(1000)));
    write(7000, "before");
    ftruncateSync(1);
    write(2, "after");`;
  // The file may have 2 MiB (4 MiB in some shells).
  const limited = `ulimit -f 4096; exec "$0" --input-type=module --eval "$1" >> "$2"`;
  const { exited } = start({}, ["sh", "-c", limited, process.execPath, script, join(folder, "log")]);
  expect(await exited).toBe(0);
  const lines = readFileSync(join(folder, "log"), "utf8").trim().split("\n");
  rmSync(folder, { recursive: true });
  expect(lines.at(-1)).toContain('"text":"after"');
});

test.each(["start", "demo"])("a signal to `npm run %s` ends the gateway that npm started", async (script) => {
  const simulatorPort = await findFreePort();
  const JWT_ISSUER = `http://127.0.0.1:${simulatorPort}/demo-identity-provider`;
  const demo = script === "demo" ? { SIMULATOR_PORT: simulatorPort, JWT_ISSUER } : {};
  // The build, which is a script before this one, is left out because it has run already.
  const { child, exited } = start({ PORT: "0", ...demo }, ["npm", "run", script, "--ignore-scripts"]);
  const output = recordOutput(child);
  await until(() => output.text.includes("curl -s http"));
  const [, url = ""] = /curl -s (\S+)/.exec(output.text) ?? [];
  child.kill("SIGTERM");
  await exited;
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});

/** The npm scripts of a package. */
function scriptsOf(path: string): Record<string, string> {
  const schema = z.object({ scripts: z.record(z.string(), z.string()) });
  return schema.parse(JSON.parse(readFileSync(`${root}${path}`, "utf8"))).scripts;
}

test("every script that starts a server replaces its shell, because the shell would not pass on signals", () => {
  const { start: gateway, demo, simulator, example } = scriptsOf("package.json");
  const { start: player, dev } = scriptsOf("examples/player/package.json");
  for (const script of [gateway, demo, simulator, example, player, dev]) expect(script).toMatch(/^exec (?!.*&&)/);
});

test.each([["--version"], ["--help"]])("%s prints a text and starts nothing", async (argument) => {
  const { child, exited } = start({ PORT: "x" }, [process.execPath, main, argument]);
  const output = recordOutput(child);
  expect(await exited).toBe(0);
  expect(output.text).not.toBe("");
});

test("if one of several workers ends, it is replaced; SIGTERM ends them all with exit code 0", async () => {
  const { child, exited } = start({ PORT: "0", WORKERS: "2", LOG_LEVEL: "info" });
  const pids = new Set<number>();
  const ends: unknown[] = [];
  let url = "";
  let killed = false;
  const output = createInterface(child.stdout);
  for await (const line of output) {
    const pid = /"pid":(\d+).*Server listening/.exec(line)?.[1];
    url ||= /curl -s (\S+)/.exec(line)?.[1] ?? "";
    if (pid !== undefined) pids.add(Number(pid));
    if (pids.size === 2 && url !== "" && !killed) killed = process.kill([...pids][0] ?? Number.NaN, "SIGKILL");
    if (line.includes("a worker has ended")) ends.push(JSON.parse(line));
    if (pids.size === 3) break;
  }
  expect(ends).toMatchObject([{ level: 40, worker: expect.any(Number), code: null, signal: "SIGKILL", waitMs: 100 }]);
  const response = await fetch(new URL("/health/ready", url));
  child.kill("SIGTERM");
  expect([pids.size, response.status, await exited]).toEqual([3, 200, 0]);
});

test("/metrics of any worker counts the operations of all workers", async () => {
  const { child, exited } = start({ PORT: "0", WORKERS: "2", LOG_LEVEL: "info" });
  const listening = new Set<string>();
  const operations = new Map<string, number>();
  let url = "";
  let sent = 0;
  for await (const line of createInterface(child.stdout)) {
    const { pid = "", what } = /"pid":(?<pid>\d+).*"msg":"(?<what>Server listening|operation)/.exec(line)?.groups ?? {};
    url ||= /curl -s (\S+)/.exec(line)?.[1] ?? "";
    if (what === "operation") operations.set(pid, (operations.get(pid) ?? 0) + 1);
    else if (what !== undefined) listening.add(pid);
    const settled = [...operations.values()].reduce((sum, count) => sum + count, 0) === sent;
    if (settled && operations.size === 2 && sent >= 6) break;
    if (settled && listening.size === 2 && url !== "" && sent < 100) {
      sent += 1;
      await send(url, "POST");
    }
  }
  const texts: string[] = [];
  for (let reading = 0; reading < 6; reading += 1) texts.push(await send(new URL("/metrics", url), "GET"));
  child.kill("SIGTERM");
  expect(operations.size).toBe(2);
  expect(texts.map((text) => /^minutes_graph_operations_total.*/m.exec(text)?.[0])).toEqual(
    texts.map(() => `minutes_graph_operations_total{outcome="OK"} ${sent}`),
  );
  expect(await exited).toBe(0);
});

/** Sends a request on a separate connection, because the primary gives connections to its workers in turn. */
async function send(url: string | URL, method: "GET" | "POST"): Promise<string> {
  const headers = { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" };
  const sent = request(url, { method, headers, agent: false });
  sent.end(method === "POST" ? JSON.stringify({ query: "{ __typename }" }) : undefined);
  const [response]: IncomingMessage[] = await once(sent, "response");
  return ((await response?.setEncoding("utf8").toArray()) ?? []).join("");
}
