import { describe, expect, test } from "@jest/globals";
import type { CachedTranscript } from "../../../src/transcript/cached/cached-transcript.js";
import { windowDemand } from "../../../src/transcript/cached/demand.js";
import { type SomeArguments, windowOf } from "../../support/cached-world.js";
import { paragraphAt } from "../../support/fake-source.js";
import { toList } from "../../support/transcript-list.js";

/** Ten paragraphs that start at 0, 1000, … 9000 ms. */
const items = toList(
  Array.from({ length: 10 }, (_, index) => paragraphAt(1000 * index, `said ${index}`)),
  true,
);
const removed = toList([paragraphAt(4500, "removed")], false)[0]!;
/** A paragraph that was added to them, as another reading knows it. */
const added = toList([paragraphAt(9500, "added")], false)[0]!.at(null);

/** One of them, as a reading from the end knows it. */
const fromTheEnd = toList([items[4]!.paragraph], false)[0]!.at(-6);

/** How well these ten paragraphs serve a window, if they are the first page of a transcript, or all of it. */
function coverageOf(args: SomeArguments, part: "first page" | "all"): string {
  const isAll = part === "all";
  const transcript: CachedTranscript = {
    items,
    token: null,
    exhausted: isAll,
    saysMore: !isAll,
    tokensAreShared: false,
    readAtMs: 0,
  };
  return windowDemand(windowOf(args)).coverage(transcript);
}

describe("the first page of a transcript", () => {
  test.each<readonly [string, SomeArguments]>([
    ["less than the page", { first: 5 }],
    ["exactly the page, because the upstream said that more follows", { first: 10 }],
    ["a part after a paragraph of it", { first: 3, after: items[2]! }],
    ["a part before a paragraph of it", { last: 3, before: items[5]! }],
    ["a part between two of its paragraphs", { first: 20, after: items[1]!, before: items[5]! }],
    ["more paragraphs from a time on than the window shows", { first: 5, from: 2000 }],
  ])("serves a window with %s", (_what, args) => {
    expect(coverageOf(args, "first page")).toBe("prefix");
  });

  test.each<readonly [string, SomeArguments]>([
    ["one paragraph more than it has", { first: 11 }],
    ["the paragraphs after its last one", { first: 2, after: items[9]! }],
  ])("needs the next page for a window with %s", (_what, args) => {
    expect(coverageOf(args, "first page")).toBe("next-page");
  });

  test.each<readonly [string, SomeArguments]>([
    ["the end of the transcript", { last: 3 }],
    ["the latest paragraphs first", { first: 3, order: "descending" }],
    ["a part before its last paragraph, which may still grow", { last: 3, before: items[9]! }],
    ["paragraphs after one that it does not have", { first: 3, after: removed }],
    ["fewer paragraphs from a time on than the window shows", { first: 9, from: 2000 }],
    ["fewer paragraphs until a time than the window shows, because times may fall", { first: 9, until: 5000 }],
    ["as many paragraphs from a time on as it has", { first: 8, from: 2000 }],
    ["as many paragraphs until a time as it has, because times may fall", { first: 5, until: 5000 }],
  ])("needs the whole transcript for a window with %s", (_what, args) => {
    expect(coverageOf(args, "first page")).toBe("whole");
  });
});

describe("a whole transcript", () => {
  test.each<readonly [string, SomeArguments, string]>([
    ["its end, if nothing was added", { last: 3 }, "end"],
    ["more than it has, if nothing was added", { first: 11 }, "end"],
    ["a part before its last paragraph, if nothing was added", { last: 3, before: items[9]! }, "end"],
    ["a part before another paragraph, whatever was added", { last: 3, before: items[8]! }, "prefix"],
    ["its beginning, whatever was added", { first: 9 }, "prefix"],
    ["a part before a paragraph that was removed", { last: 3, before: removed.at(4) }, "end"],
    ["a part before one that may be of a later recording", { last: 3, before: removed.at(null) }, "grown"],
    ["the paragraphs after one that may be of a later recording", { first: 3, after: removed.at(-1) }, "grown"],
    ["a part before one whose index is counted from the end", { last: 3, before: fromTheEnd }, "end"],
    ["a part before a paragraph that was added, after a check of its end", { last: 3, before: added }, "grown"],
    ["a part before an added one whose index is known", { last: 3, before: removed.at(10) }, "grown"],
    ["a part before one that starts later, although its index is lower", { last: 3, before: added.at(9) }, "grown"],
    ["the paragraphs after one that was added, after a check of its end", { first: 3, after: added }, "grown"],
  ])("serves a window with %s", (_what, args, coverage) => {
    expect(coverageOf(args, "all")).toBe(coverage);
  });
});
