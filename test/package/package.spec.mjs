import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);
const readText = (path) => readFile(join(ROOT, path), "utf8");
/** The blocks of a document, by their language. */
const blocksOf = (text, language) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, block]) => block);

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "minutes-graph-package-"));
  await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: ROOT });
  const [tarball] = await readdir(folder);
  await writeFile(join(folder, "package.json"), "{}");
  await install(`./${tarball}`);
});
after(() => rm(folder, { recursive: true }));

function install(...names) {
  return run("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefer-offline", ...names], { cwd: folder });
}

/** Starts the program that `npx minutes-graph` starts, on any free port. Returns the endpoint that it prints. */
async function start() {
  const env = {
    ...process.env,
    PORT: "0",
    DINGTALK_BASE_URL: "",
    LOG_LEVEL: "warn",
    UPSTREAM_COST_IN_RESPONSE: "false",
  };
  const child = spawn(join(folder, "node_modules/.bin/minutes-graph"), {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", 2],
  });
  for await (const line of createInterface(child.stdout)) {
    const [endpoint] = /http:\/\/\S+\/graphql/.exec(line) ?? [];
    if (endpoint === undefined) continue;
    child.stdout.resume();
    return { child, endpoint };
  }
  throw new Error("it did not start");
}

test("the package, installed in an empty folder, gives the README's response to the README's query", async () => {
  const readme = await readText("README.md");
  const { child, endpoint } = await start();
  // A gateway that keeps running would keep this process alive.
  after(() => child.kill("SIGKILL"));
  const headers = { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" };
  const response = await fetch(endpoint, { method: "POST", headers, body: /-d '(\{.*\})'/.exec(readme)[1] });
  assert.deepEqual(await response.json(), JSON.parse(blocksOf(readme, "json")[0]));
  const page = await fetch(endpoint, { headers: { accept: "text/html" } });
  assert.match(await page.text(), /minutes-graph playground/);
  child.kill();
  assert.deepEqual(await once(child, "exit"), [0, null]);
});

test("the package contains the two schema files that it exports, and only what it needs to run", async () => {
  const inside = join(folder, "node_modules/minutes-graph");
  assert.deepEqual((await readdir(inside)).toSorted(), [
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "dist",
    "package.json",
    "schema",
  ]);
  for (const name of ["schema.graphql", "subgraph.graphql"]) {
    const path = fileURLToPath(await resolveThere(`minutes-graph/${name}`));
    assert.equal(await readFile(path, "utf8"), await readText(`schema/${name}`));
  }
});

async function resolveThere(specifier) {
  const script = `console.log(import.meta.resolve("${specifier}"))`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  return stdout.trim();
}

test("types are generated from the installed package as docs/package.md says", async () => {
  const page = await readText("docs/package.md");
  const [, command] = /^npm install --save-dev (.*)$/m.exec(page);
  await install(...command.split(" "));
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "codegen.yml"), blocksOf(page, "yaml")[0]);
  await writeFile(join(folder, "src/page.graphql"), blocksOf(page, "graphql")[0]);
  await run(join(folder, "node_modules/.bin/graphql-codegen"), { cwd: folder });
  const types = await readFile(join(folder, "src/operations.ts"), "utf8");
  assert.match(types, /export type PageQuery = .*startTime: number/s);
  assert.match(
    types,
    /export const PageDocument: TypedDocumentNode<PageQuery, PageQueryVariables>|PageDocument = .* as unknown as DocumentNode<PageQuery, PageQueryVariables>/s,
  );
  assert.doesNotMatch(types, /\bany\b/);
});
