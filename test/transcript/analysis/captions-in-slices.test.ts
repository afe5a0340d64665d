import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { toCaptions, toCaptionsInSlices } from "../../../src/transcript/analysis/captions/captions.js";
import { demoParagraphs } from "../../support/demo-paragraphs.js";
import { meetings, toEntries } from "../../support/random-meetings.js";

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
      expect(await toCaptionsInSlices(entries, SIZE, hurryingClock())).toEqual(toCaptions(entries, SIZE));
    }),
    { numRuns: 50 },
  );
});

test("other work runs between two slices", async () => {
  const entries = toEntries(demoParagraphs("demo").slice(0, 20));
  let turns = 0;
  let isDone = false;
  const countTurns = () => {
    turns += 1;
    if (!isDone) setImmediate(countTurns);
  };
  setImmediate(countTurns);
  await toCaptionsInSlices(entries, SIZE, hurryingClock());
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(entries.length - 1);
});

test("paragraphs can make captions of another size, and of the first size again", () => {
  const entries = toEntries(demoParagraphs("demo").slice(0, 50));
  const first = toCaptions(entries, SIZE);
  const narrow = toCaptions(entries, { maxLineWidth: 20, maxLines: 1 });
  expect(narrow.flatMap(({ cues }) => cues).every(({ lines }) => lines.length === 1)).toBe(true);
  expect(toCaptions(entries, SIZE)).toEqual(first);
});
