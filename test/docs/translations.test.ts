import { posix } from "node:path";
import { expect, test } from "@jest/globals";
import { RETRYABLE_BY_CODE } from "./error-codes.js";
import { blocksOf, proseOf, readText } from "./markdown.js";

/** English documents and their translations. */
const TRANSLATIONS = [
  ["README.md", "README.zh-CN.md"],
  ["docs/queries.md", "docs/zh-CN/queries.md"],
  ["docs/errors.md", "docs/zh-CN/errors.md"],
  ["docs/sign-in.md", "docs/zh-CN/sign-in.md"],
  ["docs/configuration.md", "docs/zh-CN/configuration.md"],
] as const;

/** Names in code: variables, error codes, headers, arguments. */
const namesIn = (text: string) => new Set(text.match(/`[^`\n]+`/g));

/** The chapters of a document, each with its heading. */
const chaptersOf = (path: string) => proseOf(readText(path)).split(/^(?=#+ )/m);

/** The names in the rows of a document's tables, for each row. */
const rowsOf = (path: string) =>
  readText(path)
    .match(/^\| .*\|$/gm)
    ?.map(namesIn) ?? [];

/** The targets of a document's links, without their language. Headings have other names in other languages. */
function linksOf(path: string): ReadonlySet<string> {
  const targets = [...proseOf(readText(path)).matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g)].map(([, target = ""]) => target);
  const places = targets.map((target) =>
    /^https?:/.test(target) ? target : toEnglish(posix.join(posix.dirname(path), target)),
  );
  return new Set(places.filter((place) => place !== toEnglish(path)));
}

const toEnglish = (path: string) => path.replace("docs/zh-CN/", "docs/").replace(".zh-CN.md", ".md");

test.each(TRANSLATIONS)("%s and %s show the same commands, queries and responses", (english, translated) => {
  expect(blocksOf(readText(translated))).toEqual(
    blocksOf(readText(english)).map((block) => ({ ...block, line: expect.any(Number) })),
  );
});

test.each(TRANSLATIONS)(
  "%s and %s name the same variables, codes, headers and arguments, chapter by chapter and row by row",
  (english, translated) => {
    expect(chaptersOf(translated).map(namesIn)).toEqual(chaptersOf(english).map(namesIn));
    expect(rowsOf(translated)).toEqual(rowsOf(english));
  },
);

/** Sentences that only a translation has or only the English document needs. */
const ONLY_IN_ONE = /^(?:查询示例、错误、登录和配置有中文版.*|<!-- .* -->)$/gm;

/** The number of paragraphs, items and rows in each chapter. */
const partsOf = (path: string) =>
  chaptersOf(path).map(
    (text) =>
      text
        .replace(ONLY_IN_ONE, "")
        .split(/\n\s*\n|\n(?= *(?:[-|]|\d+\.) )/)
        .filter((part) => part.trim() !== "").length,
  );

test.each(TRANSLATIONS)(
  "%s and %s have as many paragraphs and list items, chapter by chapter",
  (english, translated) => {
    expect(partsOf(translated)).toEqual(partsOf(english));
  },
);

test.each(TRANSLATIONS)("%s and %s link to the same places", (english, translated) => {
  expect(linksOf(translated)).toEqual(linksOf(english));
});

const leadsTo = (from: string, to: string) => `](${posix.relative(posix.dirname(from), to)})`;

test.each(TRANSLATIONS)("%s leads to %s, and back", (english, translated) => {
  expect(readText(english)).toContain(leadsTo(english, translated));
  expect(readText(translated)).toContain(leadsTo(translated, english));
});

test("Chinese documents link to the Chinese version of a document if it exists", () => {
  const translated = TRANSLATIONS.map(([, path]) => path);
  const passedOver = translated.flatMap((from) => {
    const links = [...proseOf(readText(from)).matchAll(/\]\(([^)\s#]+)[^)\s]*\)/g)].map(([, target = ""]) => target);
    const own = posix.join(posix.dirname(from), "x");
    return links
      .map((target) => posix.join(posix.dirname(own), target))
      .filter((path) => TRANSLATIONS.some(([english]) => english === path && english !== toEnglish(from)));
  });
  expect(passedOver).toEqual([]);
});

const costsOf = (path: string) => proseOf(readText(path)).match(/^Cost: \d+ calls?\.$/gm);

test("the Chinese page about errors has the same statements on retries and costs in the same places", () => {
  const chapters = chaptersOf("docs/zh-CN/errors.md").map(
    (text) => [/^## (\w+)$/m.exec(text)?.[1] ?? "", text] as const,
  );
  const said = chapters
    .filter(([code]) => code in RETRYABLE_BY_CODE)
    .map(([code, text]) => [code, /^\*\*重试？\*\* (是|否)/m.exec(text)?.[1] === "是"] as const);
  expect(Object.fromEntries(said)).toEqual(RETRYABLE_BY_CODE);
  expect(costsOf("docs/zh-CN/queries.md")).toEqual(costsOf("docs/queries.md"));
});
