import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readText } from "./markdown.js";

const ARCHITECTURE = readText("ARCHITECTURE.md");
const GRAPHQL = ["graphql/", "graphql/execution/", "graphql/limits/", "graphql/schema/"];
const FOLDERS = ["", "http/", "transcript/", "upstream/", "upstream/resilience/", ...GRAPHQL];

const exists = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url));
const isFile = (path: string) =>
  path.startsWith("test/") ? exists(path) : FOLDERS.some((folder) => exists(`src/${folder}${path}`));

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
