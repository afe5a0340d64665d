import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Forbidden imports: the file that gets one, the import, and the rule that it breaks. */
const PLANTED = [
  ["src/transcript/planted.ts", 'import "../loaders/loaders.js";', "transcript-imports-downward-only"],
  ["src/graphql/planted-client.ts", 'import "../upstream/client.js";', "loaders-do-not-know-the-upstream"],
  ["src/graphql/planted-members.ts", 'import "../packed/members.js";', "packed-has-one-entry"],
  ["src/simulator/planted.ts", 'import "../errors.js";', "simulator-stands-alone"],
  ["src/upstream/resilience/planted.ts", 'import "../dingtalk/error-mappings.js";', "resilience-knows-errors-only"],
  ["src/redis/planted.ts", 'import "../errors.js";', "redis-imports-no-other-folder"],
  ["src/transcript/planted-graphql.ts", 'import type { GraphQLError } from "graphql";', "only-its-home-uses-graphql/"],
  ["src/planted.ts", 'import "./errors.js";', "every-file-has-a-layer"],
] as const;

let copy = "";
let report = "";

/** Each run reads all of `src`, so one run finds all of them. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "layers-"));
  cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
  cpSync(join(root, "tsconfig.json"), join(copy, "tsconfig.json"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [file, text] of PLANTED) writeFileSync(join(copy, file), text);
  report = cruise();
});
afterAll(() => rmSync(copy, { recursive: true }));

function cruise(): string {
  const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(root, ".dependency-cruiser.mjs");
  return spawnSync(process.execPath, [depcruise, "src", "--config", config], { cwd: copy, encoding: "utf8" }).stdout;
}

test.each(PLANTED)("a forbidden import in %s is caught", (file, _text, rule) => {
  expect(report).toContain(`error ${rule}: ${file}`);
});
