import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildGateway } from "../support/build-gateway.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const { scripts }: { readonly scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

/** The scripts beside a build of the tests. They read `../dist`. */
let folder: string;
beforeAll(async () => {
  const built = await buildGateway();
  folder = mkdtempSync(join(root, "dist/measurements-"));
  cpSync(join(root, "scripts"), join(folder, "scripts"), {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  symlinkSync(built, join(folder, "dist"));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The words after `node` in the last part of an npm script. */
const nodeArguments = (name: string) => (scripts[name] ?? "").split(" && node ").at(-1)?.split(" ") ?? [];

test.each([
  { name: "analysis:speed", args: ["1"], env: {}, last: /^captions, file, first +[\d.]+ ms +[\d.]+$/m },
  { name: "cache:memory", args: ["2"], env: {}, last: /a cached paragraph: counted \d+ bytes, taken \d+ bytes/ },
  { name: "cold:replica", args: [], env: { RUNS: "1" }, last: /ratio +[\d.]+/ },
  { name: "overhead", args: [], env: { ROUNDS: "1" }, last: /^full: \d+\/s/m },
  { name: "overhead", args: ["--sign-in"], env: { ROUNDS: "1" }, last: /\d+\/s/ },
  { name: "soak", args: ["--minutes", "0.01"], env: {}, last: /^  OK: \d+$[^]*No verdict on memory/m },
])(
  "`npm run $name` measures, with its smallest settings ($args)",
  async ({ name, args, env, last }) => {
    const { PATH = "" } = process.env;
    const { stdout } = await run(process.execPath, [...nodeArguments(name), ...args], {
      cwd: folder,
      env: { PATH, ...env },
    });
    expect(stdout).toMatch(last);
  },
  120_000,
);
