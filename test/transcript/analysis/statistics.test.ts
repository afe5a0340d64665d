import { expect, test } from "@jest/globals";
import { toRecordings } from "../../../src/transcript/analysis/recordings.js";
import { toSpeakers } from "../../../src/transcript/analysis/speakers.js";
import { toStatistics } from "../../../src/transcript/analysis/statistics.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { paragraphAt } from "../../support/fake-source.js";
import { toCaptions } from "../../support/captions.js";
import { toEntries } from "../../support/random-meetings.js";

const SIZE = { maxLineWidth: 42, maxLines: 2 };

const said = (startTime: number, endTime: number, speaker: Partial<Paragraph> = {}, text = "said"): Paragraph => ({
  ...paragraphAt(startTime, text),
  endTime,
  ...speaker,
});

test("an empty transcript has zeros and no speakers", () => {
  expect(Object.values(toStatistics([]))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(toSpeakers([])).toEqual([]);
});

test("a fall of more than 10 s starts another recording, a smaller one does not", () => {
  const times = [20_000, 10_000, 25_000, 14_999, 0];
  const recordings = toRecordings(toEntries(times.map((time) => said(time, time + 1))));
  expect(recordings.map((recording) => recording.map(({ paragraph }) => paragraph.startTime))).toEqual([
    [20_000, 10_000, 25_000],
    [14_999],
    [0],
  ]);
});

test("the durations and talk times of several recordings add up", () => {
  const statistics = toStatistics(toEntries([said(20_000, 60_000), said(500, 30_000), said(29_000, 31_000)]));
  expect(statistics).toMatchObject({ duration: 60_000 + 31_000, talkTime: 40_000 + 30_500 });
});

test("recordings that are longer than 2^53-1 ms together are a bad response, because larger numbers are not exact", () => {
  const entries = toEntries([said(0, Number.MAX_SAFE_INTEGER), said(20_000, 20_001), said(0, 1)]);
  const tooLong = "the transcript is longer than 2^53-1 milliseconds";
  expect(toStatistics(entries.slice(0, 1)).duration).toBe(Number.MAX_SAFE_INTEGER);
  for (const read of [toStatistics, toSpeakers]) expect(() => read(entries)).toThrow(tooLong);
  expect(() => toCaptions(entries, SIZE)).toThrow(tooLong);
});

test("a cue that would end after 2^53-1 ms is a bad response", () => {
  const entries = toEntries([said(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)]);
  expect(() => toCaptions(entries, SIZE)).toThrow("the transcript is longer than 2^53-1 milliseconds");
});

test("overlapping speech counts once for the meeting, and once for each speaker", () => {
  const entries = toEntries([said(0, 3000, { unionId: "a" }), said(1000, 2000, { unionId: "b" })]);
  expect(toStatistics(entries).talkTime).toBe(3000);
  expect(toSpeakers(entries)).toMatchObject([
    { unionId: "a", talkTime: 3000, talkShare: 0.75 },
    { unionId: "b", talkTime: 1000, talkShare: 0.25 },
  ]);
});

test("ids distinguish two people with one name; without ids, names distinguish people", () => {
  const speakers = toSpeakers(
    toEntries([
      said(0, 5000, { unionId: "a", nickName: "Li" }),
      said(6000, 10_000, { unionId: "b", nickName: "Li" }),
      said(11_000, 14_000, { unionId: null, nickName: "Li" }),
      said(15_000, 17_000, { unionId: null, nickName: "Wu" }),
      said(18_000, 19_000, { unionId: null, nickName: null }),
    ]),
  );
  expect(speakers.map(({ unionId, speakerName }) => [unionId, speakerName])).toEqual([
    ["a", "Li"],
    ["b", "Li"],
    [null, "Li"],
    [null, "Wu"],
    [null, null],
  ]);
});

test("a character is a code point: an emoji counts once, and so does half of a surrogate pair", () => {
  expect(toStatistics(toEntries([said(0, 1, {}, "会👍\ud83d")])).characterCount).toBe(3);
});

test("speech without duration has no share and no pace", () => {
  expect(toSpeakers(toEntries([said(5, 5), said(9, 3)]))).toMatchObject([
    { talkTime: 0, talkShare: 0, wordsPerMinute: null, turnCount: 1 },
  ]);
});
