import { expect, test } from "@jest/globals";
import { findHits, findRanges, toTextMatches } from "../../../src/transcript/analysis/search.js";
import { parseQuery } from "../../../src/transcript/analysis/search-query.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { paragraphAt } from "../../support/fake-source.js";
import { toEntries } from "../../support/random-meetings.js";

const find = (text: string, query: string) =>
  findRanges(text, parseQuery(query)).map(({ start, end }) => text.slice(start, end));

test.each([
  ["part of a Chinese sentence", "剩下的主要集中在权限管理这一块", "权限管理", ["权限管理"]],
  ["words across the border of two sentences", "我们开始吧。今天的议题比较多", "吧。今天", ["吧。今天"]],
  ["the inside of a word", "Good morning", "orn", ["orn"]],
  ["upper case by lower case", "The API works", "api", ["API"]],
  ["full width by half width", "版本ＡＰＩ２.4", "api2.4", ["ＡＰＩ２.4"]],
  ["a sign that stands for several letters", "走了5㎞", "km", ["㎞"]],
  ["a German sharp s by two s", "Straße", "STRASSE", ["Straße"]],
  ["a German sharp s by the capital one", "Straße STRAẞE strasse", "STRAẞE", ["Straße", "STRAẞE", "strasse"]],
  ["a final sigma by another", "ΟΔΟΣ οδός", "οδος", ["ΟΔΟΣ"]],
  ["a decomposed letter by the composed one", "cafe\u0301 café", "café", ["cafe\u0301", "café"]],
  ["no accented letter by the plain one", "cafe\u0301 café", "cafe", []],
  ["two joined vowels by the one for both (Kirat Rai)", "\u{16d63}\u{16d68}", "\u{16d6a}", ["\u{16d63}\u{16d68}"]],
  ["any white space by a space", "see\u00a0 \nyou", '"see you"', ["see\u00a0 \nyou"]],
  ["occurrences from left to right, without overlaps", "啊啊啊啊啊", "啊啊", ["啊啊", "啊啊"]],
  ["overlapping words as one match", "abcdef", "bcd cde", ["bcde"]],
  ["adjacent words as two", "abcd", "ab cd", ["ab", "cd"]],
  ["a regular expression as plain text", "a.*b axxb", "a.*b", ["a.*b"]],
])("search finds %s", (_what, text, query, expected) => {
  expect(find(text, query)).toEqual(expected);
});

test.each([
  ["预算 版本", ["预算", "版本"]],
  ['"see  you" Later later', ["see you", "later"]],
  ["他说“你好 吗”", ["他说", "你好 吗"]],
  ["＂full width＂", ["full width"]],
  ['12" pipe', ["12", "pipe"]],
])("the query %j has the terms %j", (query, terms) => {
  expect(parseQuery(query)).toEqual(terms);
});

test.each([
  ['""', "must have a word or a phrase to look for"],
  ["", "must have a word or a phrase to look for"],
  [" \u3000\n", "must have a word or a phrase to look for"],
  ['" " “', "must have a word or a phrase to look for"],
  ["x".repeat(257), "must have at most 256 characters, and has 257"],
  ["x".repeat(10_000), "must have at most 256 characters, and has 10000"],
  ["\ud83d", "must be well-formed Unicode, and has half of a surrogate pair"],
  [
    Array.from({ length: 33 }, (_, index) => String.fromCharCode(0x4e00 + index)).join(" "),
    "must have at most 32 words and phrases, and has 33",
  ],
])("the query %j is refused, because it %s", (query, reason) => {
  expect(() => parseQuery(query)).toThrow(
    expect.objectContaining({ code: "BAD_USER_INPUT", message: `query: ${reason}` }),
  );
});

const everybody = { speakers: null, from: null, until: null };
const idsOf = (found: readonly { paragraph: Paragraph }[]) => found.map(({ paragraph }) => paragraph.startTime);

test("a paragraph must contain all words of a query, and a phrase as written", () => {
  const entries = toEntries([
    paragraphAt(1, "budget plan"),
    paragraphAt(2, "plan the budget"),
    paragraphAt(3, "budget"),
  ]);
  expect(idsOf(findHits(entries, { ...everybody, terms: parseQuery("budget plan") }))).toEqual([1, 2]);
  expect(idsOf(findHits(entries, { ...everybody, terms: parseQuery('"budget plan"') }))).toEqual([1]);
});

test("hits match the requested speakers and span", () => {
  const entries = toEntries([
    { ...paragraphAt(1, "x"), unionId: "a", nickName: "Li" },
    { ...paragraphAt(2, "x"), unionId: "b", nickName: "Li" },
    { ...paragraphAt(3, "x"), unionId: null, nickName: "Li" },
    { ...paragraphAt(4, "x"), unionId: null, nickName: null },
  ]);
  const terms = ["x"];
  expect(idsOf(findHits(entries, { ...everybody, terms, speakers: new Set(["b"]) }))).toEqual([2]);
  expect(idsOf(findHits(entries, { ...everybody, terms, speakers: new Set(["Li", "a"]) }))).toEqual([1, 3]);
  expect(idsOf(findHits(entries, { ...everybody, terms, speakers: new Set([""]) }))).toEqual([]);
  expect(idsOf(findHits(entries, { ...everybody, terms, from: 2, until: 4 }))).toEqual([2, 3]);
});

/** A paragraph from 0 to 10 s; each word lasts a second. */
function spoken(text: string, ...sentences: string[][]): Paragraph {
  let time = 0;
  return {
    ...paragraphAt(0, text),
    endTime: 10_000,
    sentences: sentences.map((words, index) => {
      const startTime = time;
      const timed = words.map((word, at) => ({
        index: at,
        wordId: null,
        text: word,
        startTime: time,
        endTime: (time += 1000),
      }));
      return { index, unionId: null, text: words.join(""), startTime, endTime: time, words: timed };
    }),
  };
}

const timesOf = (paragraph: Paragraph, query: string) =>
  toTextMatches(paragraph, parseQuery(query)).map(({ startTime, endTime }) => [startTime, endTime]);

test.each([
  ["of its words", spoken("今天的议题", ["今天", "的", "议题"]), "的议", [[1000, 3000]]],
  ["of its words, across sentences", spoken("开始吧。今天", ["开始", "吧。"], ["今天"]), "吧。今天", [[1000, 3000]]],
  [
    "of its words, although they lack the text's spaces and commas",
    spoken("Yes, we can.", ["Yes", "we", "can"]),
    "we",
    [[1000, 2000]],
  ],
  [
    "of the words between two known ones, if they are written in another way",
    spoken("in 2020 we", ["in", "twenty", "twenty", "we"]),
    "2020",
    [[1000, 3000]],
  ],
  [
    "of its words, although an earlier part of the text has none",
    spoken("First. Then we go.", ["Then", "we", "go"]),
    "we",
    [[1000, 2000]],
  ],
  [
    "of its words, between others that differ from the text",
    spoken("a bb XX cc d", ["a", "bb", "YY", "cc", "d"]),
    "cc",
    [[3000, 4000]],
  ],
  [
    "of its word, although the words before and after it differ from the text",
    spoken("a XX bb YY c", ["a", "VV", "bb", "WW", "c"]),
    "bb",
    [[2000, 3000]],
  ],
  [
    "of the sentence, if it has no words",
    {
      ...spoken("ab cd", ["ab", "cd"]),
      sentences: [{ index: 0, unionId: null, text: "ab cd", startTime: 500, endTime: 700, words: [] }],
    },
    "cd",
    [[500, 700]],
  ],
  ["of the paragraph, if neither words nor sentences contain it", spoken("嘿！你好", ["你好"]), "嘿", [[0, 10_000]]],
  ["of the paragraph, if it has no sentences", paragraphAt(0, "hello"), "ell", [[0, 500]]],
])("the time of a match is the time %s", (_what, paragraph, query, expected) => {
  expect(timesOf(paragraph, query)).toEqual(expected);
});

test("the time of a match is the time of its word in a paragraph of a thousand words, too", () => {
  const words = Array.from({ length: 1000 }, (_, index) => `w${index}`);
  expect(timesOf(spoken(words.join(" "), words), "w700")).toEqual([[700_000, 701_000]]);
});

test("hostile queries and texts take little processor time", () => {
  const marks = "e" + "\u0301".repeat(20_000);
  const entries = toEntries(
    [marks, "a".repeat(100_000), "\ud83d".repeat(10_000), "ﷺ".repeat(10_000)].map((text) => paragraphAt(0, text)),
  );
  const started = process.cpuUsage();
  for (const query of [
    `b${"a".repeat(255)}`,
    "\u0301".repeat(256),
    "ﷺ".repeat(256),
    "(a+)+$",
    Array.from("abcdefghijklmnop").join(" "),
  ]) {
    const terms = parseQuery(query);
    for (const { paragraph } of findHits(entries, { ...everybody, terms })) findRanges(paragraph.text, terms);
  }
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});

test.each([
  ["32,000 matches with words of their own", 32_000, () => "aa"],
  ["8,000 matches where the words differ from the text", 8000, (index: number) => (index % 3 === 0 ? "aa" : "x")],
])("the times of %s are found in little processor time", (_what, length, wordAt) => {
  const words = Array.from({ length: length / 2 }, (_, index) => wordAt(index));
  const paragraph = spoken("a".repeat(length), words);
  const started = process.cpuUsage();
  expect(toTextMatches(paragraph, ["a"])).toHaveLength(length);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
