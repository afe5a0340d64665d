import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("..", import.meta.url));
let copy = "";

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "layers-"));
  cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
  cpSync(join(root, "tsconfig.json"), join(copy, "tsconfig.json"));
});
afterAll(() => rmSync(copy, { recursive: true }));

function cruise(): string {
  const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(root, ".dependency-cruiser.mjs");
  return spawnSync(process.execPath, [depcruise, "src", "--config", config], { cwd: copy, encoding: "utf8" }).stdout;
}

test.each([
  ["src/transcript/planted.ts", 'import "../loaders/loaders.js";', "transcript-imports-downward-only"],
  ["src/graphql/planted.ts", 'import "../upstream/client.js";', "loaders-do-not-know-the-upstream"],
  ["src/graphql/planted.ts", 'import "../packed/members.js";', "packed-has-one-entry"],
  ["src/simulator/planted.ts", 'import "../errors.js";', "simulator-stands-alone"],
  ["src/upstream/resilience/planted.ts", 'import "../dingtalk/error-mappings.js";', "resilience-knows-errors-only"],
  ["src/redis/planted.ts", 'import "../errors.js";', "redis-imports-no-other-folder"],
  ["src/planted.ts", 'import "./errors.js";', "every-file-has-a-layer"],
])("a forbidden import in %s is caught", (file, text, rule) => {
  writeFileSync(join(copy, file), text);
  const report = cruise();
  rmSync(join(copy, file));
  expect(report).toContain(`error ${rule}: ${file}`);
});
