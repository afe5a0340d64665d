import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = `${root}dist/main.js`;

beforeAll(async () => {
  const build = spawn(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", "tsconfig.build.json"], {
    cwd: root,
  });
  const [code] = await once(build, "exit");
  if (code !== 0) throw new Error("the build failed");
}, 120_000);

function start(env: Record<string, string>) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, ...env } });
  const exited = once(child, "exit").then(([code]: unknown[]) => code);
  const errors = child.stderr
    .setEncoding("utf8")
    .toArray()
    .then((parts) => parts.join(""));
  return { child, exited, errors };
}

test("faults in the environment end the start with exit code 1, all listed", async () => {
  const { exited, errors } = start({ PORT: "x", NODE_ENV: "production" });
  expect(await exited).toBe(1);
  expect(await errors).toMatch(/PORT: .*\n.*DINGTALK_BASE_URL: must be set/);
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
  const answer: unknown = await response.json();
  expect(answer).not.toHaveProperty("errors");
  expect(answer).toHaveProperty(
    "data.conference.paragraphs.nodes.0.sentences.nodes.0.words.nodes.0.text",
    expect.any(String),
  );
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("a port that is taken ends the start with exit code 1 and says so", async () => {
  const first = start({ PORT: "0" });
  let port = "";
  for await (const line of createInterface(first.child.stdout)) {
    port = /127\.0\.0\.1:(\d+)\/graphql/.exec(line)?.[1] ?? "";
    if (port !== "") break;
  }
  const second = start({ PORT: port });
  expect(await second.exited).toBe(1);
  expect(await second.errors).toContain("EADDRINUSE");
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
});

test("with several workers one that dies is replaced, and SIGTERM ends them all with exit code 0", async () => {
  const { child, exited } = start({ PORT: "0", WORKERS: "2", LOG_LEVEL: "info" });
  const pids = new Set<number>();
  let url = "";
  let killed = false;
  const output = createInterface(child.stdout);
  for await (const line of output) {
    const pid = /"pid":(\d+).*Server listening/.exec(line)?.[1];
    url ||= /curl -s (\S+)/.exec(line)?.[1] ?? "";
    if (pid !== undefined) pids.add(Number(pid));
    if (pids.size === 2 && url !== "" && !killed) killed = process.kill([...pids][0] ?? Number.NaN, "SIGKILL");
    if (pids.size === 3) break;
  }
  const response = await fetch(new URL("/health/ready", url));
  child.kill("SIGTERM");
  expect([pids.size, response.status, await exited]).toEqual([3, 200, 0]);
});
