import { existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "@jest/globals";
import { anchorsOf, blocksOf, proseOf, readText } from "./markdown.js";

const ROOT = new URL("../../", import.meta.url);
const FOLDERS = ["", "docs/", "docs/adr/", "docs/zh-CN/"];
const PAGES = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(`./${folder}`, ROOT))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}${name}`),
);

/** The links of a page to files of the repository: path, and anchor, which may be empty. */
function linksOf(page: string): readonly (readonly [path: string, anchor: string])[] {
  const targets = [...proseOf(readText(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [path = "", anchor = ""] = target.split("#");
      return [path === "" ? page : posix.join(posix.dirname(page), path), anchor] as const;
    });
}

test.each(PAGES)("every link of %s leads to a file and to one of its headings", (page) => {
  const broken = linksOf(page).filter(([path, anchor]) => {
    if (!existsSync(new URL(path, ROOT))) return true;
    return anchor !== "" && !anchorsOf(readText(path)).has(anchor);
  });
  expect(broken).toEqual([]);
});

const QUOTED = PAGES.flatMap((page) =>
  blocksOf(readText(page))
    .filter(({ info }) => info.startsWith("from="))
    .map(({ info, text, line }) => [`${page}:${line}`, info.slice("from=".length), text] as const),
);

test.each(QUOTED)("the code that %s quotes is in %s", (_place, path, text) => {
  expect(dense(text).length).toBeGreaterThan(20);
  expect(dense(readText(path))).toContain(dense(text));
});

/** Removes white space, and the commas and semicolons that depend on line breaks. */
const dense = (code: string) => code.replace(/\s+/g, "").replace(/[,;](?=[)}\]]|$)/g, "");

test("README.md, SECURITY.md, docs/errors.md and docs/queries.md exist", () => {
  expect(PAGES).toEqual(expect.arrayContaining(["README.md", "SECURITY.md", "docs/errors.md", "docs/queries.md"]));
});
