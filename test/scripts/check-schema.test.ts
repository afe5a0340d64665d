import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse, print, visit } from "graphql";

let directory: string;
let released: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "schema-check-"));
  released = await readFile("schema/released.graphql", "utf8");
});
afterAll(() => rm(directory, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly output: string;
}

function check(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["scripts/check-schema.mjs", ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

const withoutDescriptions = (text: string): string =>
  print(
    visit(parse(text), { enter: (node) => ("description" in node ? { ...node, description: undefined } : undefined) }),
  );

/** Checks the released schema without descriptions and with one passage replaced. The passage must be in it. */
async function checkChanged(passage: string, replacement: string, version = "0.9.0"): Promise<Outcome> {
  const bare = withoutDescriptions(released);
  expect(bare).toContain(passage);
  const current = join(directory, "changed.graphql");
  await writeFile(current, bare.replace(passage, replacement));
  return check("--current", current, "--version", version);
}

test("the current schema does not break the released one", async () => {
  const { code, output } = await check();
  expect(output).toContain("0 of them breaking");
  expect(code).toBe(0);
});

const BREAKING = [
  ["a field that is gone", "  recordId: ID\n", "", "Field 'recordId' was removed from object type 'Paragraph'"],
  ["a field that has become nullable", "  text: String!", "  text: String", "changed type from 'String!' to 'String'"],
  [
    "an argument that has become required",
    "until: Milliseconds,",
    "until: Milliseconds!,",
    "changed from 'Milliseconds' to 'Milliseconds!'",
  ],
  ["an enum value that is gone", "  DESCENDING\n", "", "Enum value 'DESCENDING' was removed from enum 'TimeOrder'"],
] as const;

test.each(BREAKING)("%s is refused without a new major version", async (_, passage, replacement, message) => {
  const { code, output } = await checkChanged(passage, replacement);
  expect(output).toContain(message);
  expect(output).toContain("1.0.0");
  expect(code).toBe(1);
});

test("the next major version may break clients", async () => {
  const { code, output } = await checkChanged("  recordId: ID\n", "", "1.0.0");
  expect(output).toContain("1 of them breaking");
  expect(code).toBe(0);
});

test("a new field and a deprecated field break nothing", async () => {
  const { code } = await checkChanged(
    "  status: Int\n",
    '  status: Int @deprecated(reason: "unused")\n  mood: String\n',
  );
  expect(code).toBe(0);
});

test("a released schema without its version is refused", async () => {
  const unnamed = join(directory, "unnamed.graphql");
  await writeFile(unnamed, released.replace(/^#.*$/m, ""));
  const { code, output } = await check("--released", unnamed);
  expect(output).toContain(`no version in ${unnamed}`);
  expect(code).toBe(1);
});
