import { expect, test } from "@jest/globals";
import type { CaptionFormat } from "../../../src/transcript/analysis/captions/caption-text.js";
import { captionsWithin } from "../../../src/transcript/analysis/captions/captions.js";
import { toCaptions, toCaptionText } from "../../support/captions.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { printable, readSrt, readTtml, readWebVtt } from "../../support/caption-readers.js";
import { paragraphAt } from "../../support/fake-source.js";
import { toEntries } from "../../support/random-meetings.js";

const SIZE = { maxLineWidth: 42, maxLines: 2 };

const said = (startTime: number, text: string, nickName: string | null = "Li"): Paragraph => ({
  ...paragraphAt(startTime, text),
  nickName,
  endTime: startTime + 2000,
});

const write = (paragraphs: readonly Paragraph[], format: CaptionFormat, names = true) =>
  toCaptionText(toCaptions(toEntries(paragraphs), SIZE), format, names);

const linesOf = (paragraph: Paragraph, size = SIZE) =>
  toCaptions(toEntries([paragraph]), size).flatMap(({ cues }) => cues.map(({ lines }) => lines));

test("WebVTT, SRT and plain text contain names, times and text", () => {
  const paragraphs = [said(6312, "大家早，能听到我说话吗？", "陈思远"), said(3_600_000, "Yes.", null)];
  expect(write(paragraphs, "webvtt")).toBe(
    "WEBVTT\n\n1\n00:00:06.312 --> 00:00:08.312\n<v 陈思远>大家早，能听到我说话吗？\n\n2\n01:00:00.000 --> 01:00:02.000\nYes.\n",
  );
  expect(write(paragraphs, "srt")).toBe(
    "1\n00:00:06,312 --> 00:00:08,312\n陈思远: 大家早，能听到我说话吗？\n\n2\n01:00:00,000 --> 01:00:02,000\nYes.\n",
  );
  expect(write(paragraphs, "text")).toBe("[00:00:06] 陈思远: 大家早，能听到我说话吗？\n[01:00:00] Yes.\n");
  expect(write(paragraphs, "text", false)).toBe("[00:00:06] 大家早，能听到我说话吗？\n[01:00:00] Yes.\n");
});

test("a paragraph that comes 5 ms early stays behind the one in front of it, whoever spoke first in the meeting", () => {
  const all = [said(0, "a", "Li"), said(3000, "b", "Wu"), said(60_005, "c", "Wu"), said(60_000, "d", "Li")];
  const paragraphs = all.map((paragraph) => ({ ...paragraph, unionId: null }));
  for (const format of ["text", "srt"] as const)
    expect(write(paragraphs, format).match(/(?<=: )\w/g)).toEqual(["a", "b", "c", "d"]);
});

test("plain text has the paragraphs in their order and with their times, although cues of one speaker wait for another", () => {
  const paragraphs = [said(5000, "a", "Li"), said(5000, "b", "Li"), said(5500, "c", "Wu"), said(4999, "d", "Wu")];
  const all = paragraphs.map((paragraph) => ({ ...paragraph, unionId: paragraph.nickName }));
  expect(write(all, "text", false)).toBe("[00:00:05] a\n[00:00:05] b\n[00:00:05] c\n[00:00:04] d\n");
});

test("TTML is IMSC 1.1 text with each speaker as an agent", () => {
  const ttml = write([said(0, "a"), said(3000, "b", "Wu & <Co>"), said(6000, "c")], "ttml");
  expect(ttml).toContain('ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text"');
  expect(ttml.match(/<ttm:agent .*/g)).toEqual([
    '<ttm:agent xml:id="agent1" type="person"><ttm:name type="full">Li</ttm:name></ttm:agent>',
    '<ttm:agent xml:id="agent2" type="person"><ttm:name type="full">Wu &amp; &lt;Co&gt;</ttm:name></ttm:agent>',
  ]);
  expect(ttml.match(/ttm:agent="\w+"/g)).toEqual(['ttm:agent="agent1"', 'ttm:agent="agent2"', 'ttm:agent="agent1"']);
  expect(readTtml(ttml)).toHaveLength(3);
});

test("without cues each format is still valid", () => {
  expect([readWebVtt(write([], "webvtt")), readSrt(write([], "srt")), readTtml(write([], "ttml"))]).toEqual([
    [],
    [],
    [],
  ]);
  expect(write([], "text")).toBe("");
});

test.each([
  ["an arrow", "00:00:01.000 --> 00:00:02.000"],
  ["tags and entities", "<b>1 < 2 && 3 > 2</b> &amp; &lt;v X>"],
  ["a blank line", "one\n\n2\n\ntwo"],
  ["a comment", "NOTE this\nSTYLE"],
  ["right to left", "مرحبا بالعالم، שלום"],
  ["emoji", "👨‍👩‍👧 👍🏽 🇨🇳 ❤️"],
  ["control characters", "a\u0000b\u0007c\u001b"],
  ["half of a surrogate pair", "a\ud83d b"],
  ["a name of two lines", "x", "Li\n\n<v Wu> --> &"],
])("each format contains %s", (_what, text, name = "Li") => {
  const paragraphs = [said(0, text, name), said(360_000_000, "after 100 hours")];
  const expected = ["after 100 hours"];
  for (const cues of [readWebVtt(write(paragraphs, "webvtt")), readTtml(write(paragraphs, "ttml"))]) {
    const lines = linesOf(paragraphs[0] ?? said(0, "")).flat();
    expect(cues.map((cue) => cue.lines)).toEqual([lines.map(printable), expected]);
    expect(cues.at(-1)?.startTime).toBe(360_000_000);
  }
  const srt = readSrt(write(paragraphs, "srt"));
  expect(srt.map(({ startTime }) => startTime)).toEqual([0, 360_000_000]);
  expect(srt.at(-1)?.lines).toEqual(["Li: after 100 hours"]);
});

test("a file has later recordings after earlier ones, and their cues keep their own times", () => {
  const captions = toCaptions(toEntries([said(60_000, "first"), said(0, "second")]), SIZE);
  expect(captions.map(({ cues }) => cues.map(({ startTime }) => startTime))).toEqual([[60_000], [0]]);
  expect(readWebVtt(toCaptionText(captions, "webvtt", true)).map(({ startTime }) => startTime)).toEqual([
    60_000, 62_000,
  ]);
});

test("a span has the cues that start in it, so adjacent spans have each cue once", () => {
  const all = toCaptions(toEntries([0, 3000, 6000].map((time) => said(time, `at ${time}`))), SIZE);
  const startsOf = (from: number | null, until: number | null) =>
    captionsWithin(all, from, until).flatMap(({ cues }) => cues.map(({ startTime }) => startTime));
  expect([startsOf(null, 3000), startsOf(3000, 6000), startsOf(6000, null)]).toEqual([[0], [3000], [6000]]);
});

test("16 Chinese characters fit a line of 32 columns", () => {
  const text = "剩下的主要集中在权限管理这一块预计下周一可以提测然后再看";
  const lines = linesOf({ ...said(0, text), endTime: 6000 }, { maxLineWidth: 32, maxLines: 2 }).flat();
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(16);
  expect(lines.join("")).toBe(text);
});

test("lines break after punctuation rather than inside a clause, and never inside a grapheme", () => {
  expect(linesOf({ ...said(0, "好，人差不多到齐了，我们开始吧。今天的议题比较多，"), endTime: 6000 })).toEqual([
    ["好，人差不多到齐了，我们开始吧。", "今天的议题比较多，"],
  ]);
  const family = "👨‍👩‍👧";
  const lines = linesOf(said(0, family.repeat(9)), { maxLineWidth: 10, maxLines: 2 }).flat();
  expect(lines).toEqual([family.repeat(5), family.repeat(4)]);
});

const endsOf = (text: string) =>
  toCaptions(toEntries([{ ...said(0, text), endTime: 0 }]), SIZE).flatMap(({ cues }) =>
    cues.map(({ endTime }) => endTime),
  );

test("a cue without a duration is shown for 5/6 of a second, or as long as it takes to read if nobody speaks", () => {
  expect(endsOf("早")).toEqual([834]);
  expect(endsOf("x".repeat(40))).toEqual([2000]);
});
