import { expect, test } from "@jest/globals";
import { blocksOf, readText } from "./markdown.js";

/** English documents and their translations. */
const TRANSLATIONS = [["README.md", "README.zh-CN.md"]] as const;

/** Words in code that have a meaning of their own: variables, error codes, headers, arguments. */
const namesIn = (text: string) => new Set(text.match(/`[^`\n]+`/g));
const linksIn = (text: string) =>
  new Set(
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target)
      .filter((target) => !target?.startsWith("README")),
  );

test.each(TRANSLATIONS)("%s and %s show the same commands, queries and responses", (english, translated) => {
  expect(blocksOf(readText(translated))).toEqual(
    blocksOf(readText(english)).map((block) => ({ ...block, line: expect.any(Number) })),
  );
});

test.each(TRANSLATIONS)(
  "%s and %s name the same variables, codes, headers and arguments, and link to the same places",
  (english, translated) => {
    expect(namesIn(readText(translated))).toEqual(namesIn(readText(english)));
    expect(linksIn(readText(translated))).toEqual(linksIn(readText(english)));
  },
);

test.each(TRANSLATIONS)("%s leads to %s, and back", (english, translated) => {
  expect(readText(english)).toContain(`](${translated})`);
  expect(readText(translated)).toContain(`](${english})`);
});
