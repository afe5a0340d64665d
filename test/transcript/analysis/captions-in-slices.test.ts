import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { type CaptionFormat, captionTextSteps } from "../../../src/transcript/analysis/captions/caption-text.js";
import { captionSteps } from "../../../src/transcript/analysis/captions/captions.js";
import { takeInSlices } from "../../../src/transcript/analysis/slices.js";
import { toCaptions, toCaptionText } from "../../support/captions.js";
import { demoParagraphs } from "../../support/demo-paragraphs.js";
import { meetings, toEntries } from "../../support/random-meetings.js";
import { cases } from "../../support/random-cases.js";

const SIZE = { maxLineWidth: 42, maxLines: 2 };

/** A clock that advances by a second at each reading. */
function hurryingClock(): () => number {
  let time = 0;
  return () => (time += 1000);
}

test("captions in slices are equal to captions without slices", async () => {
  await fc.assert(
    fc.asyncProperty(meetings(), async (meeting) => {
      const entries = toEntries(meeting);
      expect(await takeInSlices(captionSteps(entries, SIZE), hurryingClock())).toEqual(toCaptions(entries, SIZE));
    }),
    cases(50),
  );
});

/** How often other work gets its turn before a promise is settled. */
async function countTurns(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const takeTurn = () => {
    turns += 1;
    if (!isDone) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  await work;
  isDone = true;
  return turns;
}

test("other work runs between two slices", async () => {
  const entries = toEntries(demoParagraphs("demo").slice(0, 20));
  const turns = await countTurns(takeInSlices(captionSteps(entries, SIZE), hurryingClock()));
  expect(turns).toBeGreaterThanOrEqual(entries.length - 1);
});

const FORMATS: readonly CaptionFormat[] = ["webvtt", "srt", "ttml", "text"];

test.each(FORMATS)("a file in slices is equal to a file without slices: %s", async (format) => {
  for (const count of [0, 1, 400]) {
    const captions = toCaptions(toEntries(demoParagraphs("demo-two-recordings").slice(0, count)), SIZE);
    const file = await takeInSlices(captionTextSteps(captions, format, true), hurryingClock());
    expect(file).toBe(toCaptionText(captions, format, true));
  }
});

test.each(FORMATS)("other work runs while a file is written: %s", async (format) => {
  const captions = toCaptions(toEntries(demoParagraphs("demo-long").slice(0, 2000)), SIZE);
  const cues = captions.reduce((sum, recording) => sum + recording.cues.length, 0);
  const turns = await countTurns(takeInSlices(captionTextSteps(captions, format, true), hurryingClock()));
  expect(turns).toBeGreaterThanOrEqual(Math.floor(cues / 200));
});

test("the same paragraphs give captions of another size, and then the first captions again", () => {
  const entries = toEntries(demoParagraphs("demo").slice(0, 50));
  const first = toCaptions(entries, SIZE);
  const narrow = toCaptions(entries, { maxLineWidth: 20, maxLines: 1 });
  expect(narrow.flatMap(({ cues }) => cues).every(({ lines }) => lines.length === 1)).toBe(true);
  expect(toCaptions(entries, SIZE)).toEqual(first);
});
