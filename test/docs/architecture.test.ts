import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readText } from "./markdown.js";

const ARCHITECTURE = readText("ARCHITECTURE.md");
const FOLDERS = ["", "graphql/", "graphql/execution/", "transcript/", "upstream/"];

const isFile = (path: string) =>
  FOLDERS.some((folder) => existsSync(new URL(`../../src/${folder}${path}`, import.meta.url)));

test.each([
  ["One request, file by file", 20],
  ["Four changes, file by file", 20],
])("every file that ARCHITECTURE.md names under the heading %s exists", (heading, minFiles) => {
  const [, section = ""] = ARCHITECTURE.split(`\n## ${heading}\n`);
  const [body = ""] = section.split("\n## ");
  const paths = [...body.matchAll(/`([\w/-]+\.ts)`/g)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThanOrEqual(minFiles);
  expect(paths.filter((path) => !isFile(path))).toEqual([]);
});

test("ARCHITECTURE.md stays readable: at most 150 lines", () => {
  expect(ARCHITECTURE.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});
