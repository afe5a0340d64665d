import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readText } from "./markdown.js";

const ARCHITECTURE = readText("ARCHITECTURE.md");
const FOLDERS = ["", "graphql/", "graphql/execution/", "transcript/", "upstream/"];

const isThere = (path: string) =>
  FOLDERS.some((folder) => existsSync(new URL(`../../src/${folder}${path}`, import.meta.url)));

test("ARCHITECTURE.md names only files that exist on a request's way", () => {
  const [section = ""] = /^## One request, file by file$.*?(?=^## )/ms.exec(ARCHITECTURE) ?? [];
  const paths = [...section.matchAll(/`([\w/-]+\.ts)`/g)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});

test("ARCHITECTURE.md stays readable: at most 150 lines", () => {
  expect(ARCHITECTURE.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});
