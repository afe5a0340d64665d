import { globSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readText } from "./markdown.js";

/** A call of the log with at most three pairs of brackets in its arguments. */
const CALL = /\blog\.(?:warn|info)\((?<arguments>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;

/** The messages of `src/` that are no defects. Each is the last text of a call. */
const messages = globSync("src/**/*.ts")
  .flatMap((path) => [...readFileSync(path, "utf8").matchAll(CALL)])
  .flatMap(
    ({ groups }) => [...(groups?.["arguments"] ?? "").matchAll(/"(?<text>[^"]+)"/g)].at(-1)?.groups?.["text"] ?? [],
  );

/** The names in the first columns of the guide's tables. `…` at the end stands for the rest of a message. */
function documentedNames(): readonly string[] {
  return [...readText("docs/operations.md").matchAll(/\n\| message .*\n(?<rows>(?:\|.*\n)+)/g)]
    .flatMap(({ groups }) => groups?.["rows"]?.split("\n") ?? [])
    .flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
}

test("the operator's guide explains every message of the log that is no defect", () => {
  const names = documentedNames();
  const isDocumented = (message: string) =>
    names.some((name) => (name.endsWith("…") ? message.startsWith(name.slice(0, -1).trim()) : name === message));
  expect(messages.length).toBeGreaterThan(15);
  expect(messages.filter((message) => !isDocumented(message))).toEqual([]);
});
