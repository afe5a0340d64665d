import { expect, test } from "@jest/globals";
import { readText } from "./markdown.js";

/** The measured value of an aim in bench/RESULTS.md, such as `1.15×`. */
function measured(aim: string): string | undefined {
  const row = readText("bench/RESULTS.md")
    .split("\n")
    .find((line) => line.startsWith(`| ${aim} `));
  return row?.split("|")[3]?.trim();
}

test("ADR 3 compares the gateway with the hand-written proxy by the figures of bench/RESULTS.md", () => {
  const adr = readText("docs/adr/0003-compiled-execution.md").replaceAll("\n", " ");
  const [, at200, at2000] = /(\S+) times at 200 paragraphs and (\S+) times at 2,000/.exec(adr) ?? [];
  expect(measured("200 paragraphs, deep: requests per second over proxy")).toBe(`${at200}×`);
  expect(measured("2000 paragraphs, deep: requests per second over proxy")).toBe(`${at2000}×`);
});
