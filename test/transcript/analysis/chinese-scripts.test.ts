import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import dictionary from "opencc-js/dict/TSCharacters";
import { createFolding } from "../../../src/transcript/analysis/chinese-scripts.js";
import { EXACT_CHINESE } from "../../../src/transcript/analysis/folded-text.js";
import { findHits, findRanges } from "../../../src/transcript/analysis/search.js";
import { parseQuery } from "../../../src/transcript/analysis/search-query.js";
import { paragraphAt } from "../../support/fake-source.js";
import { texts, toEntries } from "../../support/random-meetings.js";
import { cases } from "../../support/random-cases.js";

const folding = await createFolding(true);

const found = (text: string, query: string, by = folding) =>
  findRanges(text, parseQuery(query, by), by).map(({ start, end }) => text.slice(start, end));

test.each([
  ["這個會議記錄已經發布了", "会议", ["會議"]],
  ["这个会议记录已经发布了", "會議", ["会议"]],
  ["頭髮和發布", "发", ["髮", "發"]],
  ["頭髮和發布", "髮", ["髮", "發"]],
  ["ＡＢＣ會議，Budget", "abc会议，budget", ["ＡＢＣ會議，Budget"]],
  ["㎞ 會議 ﬁ 會議", "会议", ["會議", "會議"]],
  ["會議 (一)", "会 议", ["會", "議"]],
])("in %s, a search for %s finds %j", (text, query, expected) => {
  expect(found(text, query)).toEqual(expected);
});

test("without folding, characters of the two scripts differ", async () => {
  expect(await createFolding(false)).toBe(EXACT_CHINESE);
  expect(found("這個會議", "会议", EXACT_CHINESE)).toEqual([]);
  expect(found("這個會議", "會議", EXACT_CHINESE)).toEqual(["會議"]);
});

test("a meeting in both scripts is found by either script, regardless of earlier searches", () => {
  const entries = toEntries([paragraphAt(0, "會議紀要"), paragraphAt(1, "会议纪要"), paragraphAt(2, "会计")]);
  const timesOf = (query: string, by = folding) =>
    findHits(entries, { terms: parseQuery(query, by), speakers: null, from: null, until: null }, by).map(
      ({ paragraph }) => paragraph.startTime,
    );
  expect(timesOf("会议", EXACT_CHINESE)).toEqual([1]);
  expect([timesOf("会议"), timesOf("會議纪要"), timesOf("會")]).toEqual([
    [0, 1],
    [0, 1],
    [0, 1, 2],
  ]);
  expect(timesOf("會議", EXACT_CHINESE)).toEqual([0]);
});

const PAIRS = dictionary.split("|").map((entry) => entry.split(" "));

test("each pair of OpenCC's dictionary of characters folds to one character, which folds to itself", () => {
  expect(PAIRS.length).toBeGreaterThan(3000);
  const apart = PAIRS.filter(([traditional = "", simplified = ""]) => {
    const folded = folding.fold(traditional);
    return folding.fold(simplified) !== folded || folding.fold(folded) !== folded;
  });
  expect(apart).toEqual([]);
});

test("offsets refer to the original, even if a character of two UTF-16 units folds to one of one unit", () => {
  const characters = fc.constantFrom(
    ...PAIRS.flatMap(([traditional = "", simplified = ""]) => [traditional, simplified]),
  );
  const parts = fc.array(fc.oneof(characters, texts(3)), { maxLength: 12 });
  const property = fc.property(parts, (all) => {
    const text = all.join("");
    const folded = folding.foldWithOffsets(text);
    expect(folded.text).toBe(folding.fold(text));
    const whole = text === "" ? { start: 0, end: 0 } : folded.toOriginal(0, folded.text.length);
    expect(whole).toEqual({ start: 0, end: text.length });
    const range = (at: number) => folded.toOriginal(at, at + 1);
    const parted = Array.from(folded.text, (_, at) => range(at)).every(
      ({ start, end }) => folding.fold(text.slice(start, end)) !== "" && start < end,
    );
    expect(parted).toBe(true);
  });
  fc.assert(property, cases(2000));
});
