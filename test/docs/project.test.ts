import { expect, test } from "@jest/globals";
import { z } from "zod";
import { readText } from "./markdown.js";

const { scripts, version } = z
  .object({ scripts: z.record(z.string(), z.string()), version: z.string() })
  .parse(JSON.parse(readText("package.json")));
const CONTRIBUTING = readText("CONTRIBUTING.md");

/** npm runs these scripts itself, before other scripts or before packing. They need no row. */
const isHook = (name: string) => name === "prepack" || (name.startsWith("pre") && name.slice("pre".length) in scripts);

test("CONTRIBUTING.md has a row for every script of package.json, and no other row", () => {
  const rows = [...CONTRIBUTING.matchAll(/^\|.*?\|/gm)].join("\n");
  const named = [...rows.matchAll(/`npm (?:run )?(?<script>[a-z][a-z:]*)[^`]*`/g)].map(
    (match) => match.groups?.["script"],
  );
  expect(new Set(named)).toEqual(new Set(Object.keys(scripts).filter((name) => !isHook(name))));
});

test("the gate runs `npm ci` and `npm run check`, and nothing else", () => {
  const commands = readText(".ci/run")
    .split("\n")
    .filter((line) => /^(?:check|suite|npm) /.test(line));
  expect(commands).toEqual([expect.stringMatching(/^npm ci /), "npm run --silent check -- --system"]);
});

test("the changelog begins with the unreleased changes and the released version", () => {
  const [, released] = /^# Released with (\S+)/.exec(readText("schema/released.graphql")) ?? [];
  const sections = [...readText("CHANGELOG.md").matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(released).toBe(version);
  expect(sections.slice(0, 2)).toEqual(["Unreleased", version]);
});

test.each([
  "deploy/compose.yaml",
  "deploy/kubernetes/kustomization.yaml",
  "docs/operations.md",
  "docs/package.md",
  "bench/package.json",
])("%s names this version, and no other", (file) => {
  const named = readText(file).matchAll(/(?:minutes-graph[:-]|newTag: |^  "version": ")(?<named>\d+\.\d+\.\d+)/gm);
  expect(new Set([...named].map(({ groups }) => groups?.["named"]))).toEqual(new Set([version]));
});
