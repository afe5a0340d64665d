import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { windowDemand } from "../../src/transcript/cached/demand.js";
import { CursorCodec } from "../../src/transcript/cursor.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { PositionedParagraph } from "../../src/transcript/position.js";
import { findParagraphs, indexBefore, indexAfter, sliceTranscript } from "../../src/transcript/transcript-list.js";
import { planWindow } from "../../src/transcript/window.js";
import { sliceOfList } from "../support/oracle.js";
import { ends, indexIn, ranges, sizes, throughCursor } from "../support/random-windows.js";
import { cases } from "../support/random-cases.js";
import { toList } from "../support/transcript-list.js";
import { worlds } from "../support/worlds.js";

const conference = { conferenceId: "c", unionId: null };
const codec = new CursorCodec(conference, "ascending");

test("a window of a whole transcript is the slice of the Relay specification, with any times", () => {
  fc.assert(
    fc.property(
      worlds,
      fc.boolean(),
      ranges,
      sizes,
      ends,
      ({ transcript }, hasTokens, range, size, { after, before }) => {
        const list = toList(transcript, hasTokens);
        const position = (index: number | null) => (index === null ? null : throughCursor(codec, list[index]!));
        const [first, last] = [indexIn(list.length, after), indexIn(list.length, before)];
        const args = { ...range, ...size, after: position(first), before: position(last) };
        const slice = sliceTranscript(list, planWindow(conference, args));
        const oracle = sliceOfList(transcript, { ...range, ...size, after: first, before: last });
        expect({ ...slice, items: slice.items.map(({ index }) => index) }).toEqual({
          items: oracle.indexes,
          hasNextPage: oracle.hasNextPage,
          hasPreviousPage: oracle.hasPreviousPage,
        });
      },
    ),
    cases(3000),
  );
});

test("a position is found after its paragraph's text was edited, with or without tokens", () => {
  fc.assert(
    fc.property(worlds, fc.boolean(), fc.nat(50), ({ transcript }, hasTokens, chosen) => {
      const names = transcript.map(({ startTime, text }) => `${startTime} ${text}`);
      fc.pre(transcript.length > 0 && new Set(names).size === names.length);
      const index = chosen % transcript.length;
      const position = throughCursor(codec, toList(transcript, hasTokens)[index]!);
      const edited = toList(
        transcript.map((paragraph, at) => (at === index ? { ...paragraph, text: "corrected" } : paragraph)),
        hasTokens,
      );
      expect([indexBefore(edited, position), indexAfter(edited, position)]).toEqual([index, index + 1]);
    }),
    cases(100),
  );
});

/** A paragraph that says its number. */
const paragraphAt = (startTime: number, index: number): Paragraph => ({
  token: null,
  recordId: null,
  status: null,
  unionId: null,
  nickName: null,
  text: `said ${index}.`,
  startTime,
  endTime: startTime,
  sentences: [],
});

/**
 * Where reading continues before and after the cursor of a paragraph that was removed since. `fromEnd`: its index was
 * counted from the end.
 */
function placesOfRemoved(paragraphs: readonly Paragraph[], removed: number, fromEnd = false): [number, number] {
  const item = toList(paragraphs, false)[removed]!;
  const position = throughCursor(codec, fromEnd ? item.at(removed - paragraphs.length) : item);
  const rest = toList(paragraphs.toSpliced(removed, 1), false);
  return [indexBefore(rest, position), indexAfter(rest, position)];
}

/**
 * The start times of recordings of two paragraphs or more, each of which ends before the start of the one before. Some
 * paragraphs come a few milliseconds early.
 */
const recordings = fc
  .array(fc.array(fc.constantFrom(-5, -1, 700, 2500, 9000), { minLength: 2, maxLength: 8 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) =>
    all.flatMap((steps, recording) => {
      let time = 200_000 - 90_000 * recording;
      return [time, ...steps.slice(1).map((step) => (time += step))];
    }),
  )
  .filter((times) => new Set(times).size === times.length && times.every((time) => time >= 0));

test("an own token finds an edited paragraph, although another with its start was inserted before it", () => {
  const [before, next] = toList([paragraphAt(1000, 0), paragraphAt(1000, 1)], true);
  const at = (index: number, token: string | null, rank: number) =>
    new PositionedParagraph(conference, paragraphAt(1000, index), { token, direction: "ascending", rank, index: rank });
  const list = [at(2, "5", 0), at(3, before!.token, 1), at(1, next!.token, 2)];
  expect([indexBefore(list, before!), indexAfter(list, before!)]).toEqual([1, 2]);
});

test("the place of a paragraph that was removed lies between its neighbours, also where times fall", () => {
  fc.assert(
    fc.property(recordings, fc.nat(50), fc.boolean(), (times, chosen, fromEnd) => {
      const removed = chosen % times.length;
      expect(placesOfRemoved(times.map(paragraphAt), removed, fromEnd)).toEqual([removed, removed]);
    }),
    cases(2000),
  );
});

test("the place of a removed paragraph is exact if the tokens are the paragraphs' own, whatever else was removed", () => {
  fc.assert(
    fc.property(worlds, fc.nat(50), fc.array(fc.boolean()), ({ transcript }, chosen, removals) => {
      fc.pre(transcript.length > 0);
      const removed = chosen % transcript.length;
      const all = toList(transcript, true);
      const rest = all.filter(({ index }) => index !== removed && removals[index ?? 0] !== true);
      const ranked = toList(
        rest.map(({ paragraph }) => paragraph),
        false,
      );
      const list = ranked.map(
        ({ conference: key, paragraph, rank, index }, at) =>
          new PositionedParagraph(key, paragraph, { token: rest[at]!.token, direction: "ascending", rank, index }),
      );
      const position = throughCursor(codec, all[removed]!);
      const place = rest.filter(({ index }) => (index ?? 0) < removed).length;
      expect([indexBefore(list, position), indexAfter(list, position)]).toEqual([place, place]);
    }),
    cases(500),
  );
});

test("a removed paragraph is not confused with one that has its start in another recording", () => {
  const times = [0, 1000, 2000, 3000, 4000, 500, 1000, 1500];
  expect(placesOfRemoved(times.map(paragraphAt), 1)).toEqual([1, 1]);
  expect(placesOfRemoved(times.map(paragraphAt), 6, true)).toEqual([6, 6]);
});

test("the place of a removed paragraph is found by time if earlier paragraphs were removed too", () => {
  const times = [0, 1000, 2000, 3000, 4000, 5000];
  const position = throughCursor(codec, toList(times.map(paragraphAt), false)[4]!);
  const rest = toList([0, 3000, 5000].map(paragraphAt), false);
  expect([indexBefore(rest, position), indexAfter(rest, position)]).toEqual([2, 2]);
});

test("the paragraph that starts together with a removed one is not taken for it if its own token differs", () => {
  const [first, second] = toList([0, 0].map(paragraphAt), true);
  const position = throughCursor(codec, first!);
  const { paragraph, token, direction } = second!;
  const moved = new PositionedParagraph(conference, paragraph, { token, direction, rank: 0, index: 0 });
  expect([indexBefore([moved], position), indexAfter([moved], position)]).toEqual([0, 0]);
});

test("a thousand references are found in one pass over the transcript, each at its first paragraph", () => {
  const list = toList(
    Array.from({ length: 4000 }, (_, index) => paragraphAt(1000 * (index % 3000), index % 2)),
    false,
  );
  let read = 0;
  const counted = {
    *[Symbol.iterator]() {
      for (const item of list) {
        read += 1;
        yield item;
      }
    },
  };
  const refs = Array.from({ length: 1000 }, (_, index) => {
    const { startTime, fingerprint } = list[4 * index]!;
    return { startTime, fingerprint: index % 10 === 9 ? "somethingls" : fingerprint };
  });
  const found = findParagraphs(counted, refs).map((item) => item?.index ?? null);
  expect(read).toBe(4000);
  expect(found).toEqual(refs.map((_, index) => (index % 10 === 9 ? null : (4 * index) % 3000)));
});

test.each(["first", "last"] as const)(
  "a small window (%s) of a long transcript reads only the times near it",
  (side) => {
    let read = 0;
    const counted = (startTime: number, index: number): Paragraph => ({
      ...paragraphAt(startTime, index),
      get startTime() {
        read += 1;
        return startTime;
      },
    });
    const items = toList(
      Array.from({ length: 4000 }, (_, index) => counted(1000 * index, index)),
      false,
    );
    const all = { after: null, before: null, from: null, until: null, order: "ascending" } as const;
    const window = planWindow(conference, { ...all, first: null, last: null, [side]: 20 });
    read = 0;
    sliceTranscript(items, window);
    expect(read).toBe(21);
    const transcript = { items, token: null, exhausted: true, saysMore: false, tokensAreShared: false, readAtMs: 0 };
    expect(windowDemand(window).coverage(transcript)).toBe(side === "first" ? "prefix" : "end");
    expect(read).toBeLessThanOrEqual(42);
  },
);
