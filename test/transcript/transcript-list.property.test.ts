import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../src/transcript/cursor.js";
import type { Direction, Paragraph } from "../../src/transcript/model.js";
import { type Position, PositionedParagraph } from "../../src/transcript/position.js";
import {
  indexBefore,
  indexBehind,
  sliceTranscript,
  type TranscriptList,
} from "../../src/transcript/transcript-list.js";
import { planWindow } from "../../src/transcript/window.js";
import { sliceOfList } from "../support/oracle.js";
import { worlds } from "../support/worlds.js";

const conference = { conferenceId: "c", unionId: null };

/** The transcript as a list, with or without tokens. */
function toList(transcript: readonly Paragraph[], hasTokens: boolean): TranscriptList {
  let rank = 0;
  return transcript.map((paragraph, index) => {
    rank = transcript[index - 1]?.startTime === paragraph.startTime ? rank + 1 : 0;
    const token = hasTokens ? String(7 + index) : null;
    return new PositionedParagraph(conference, paragraph, { token, direction: "ascending", rank, index });
  });
}

function throughCursor(item: PositionedParagraph): Position {
  const codec = new CursorCodec(conference, "ascending");
  const position = codec.decode(codec.encode(item));
  if (typeof position === "string") throw new Error(position);
  return position;
}

const counts = fc.constantFrom(0, 1, 3, 9, 2000);
const sizes = fc.oneof(
  counts.map((first) => ({ first, last: null })),
  counts.map((last) => ({ first: null, last })),
  fc.constant({ first: null, last: null }),
);
const times = fc.option(fc.oneof(fc.nat(12), fc.nat(60_000)));
const ends = fc.record({ after: fc.option(fc.nat(50)), before: fc.option(fc.nat(50)) });
const orders = fc.constantFrom<Direction>("ascending", "descending");

test("a window of a whole transcript is the slice of the Relay specification, with any times", () => {
  fc.assert(
    fc.property(
      worlds,
      fc.boolean(),
      fc.record({ order: orders, from: times, until: times }),
      sizes,
      ends,
      ({ transcript }, hasTokens, range, size, { after, before }) => {
        const list = toList(transcript, hasTokens);
        const at = (index: number | null) => (index === null || list.length === 0 ? null : index % list.length);
        const position = (index: number | null) => (index === null ? null : throughCursor(list[index]!));
        const [first, last] = [at(after), at(before)];
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
    { numRuns: 3000 },
  );
});

test("a position is found after its paragraph's text was edited, with or without tokens", () => {
  fc.assert(
    fc.property(worlds, fc.boolean(), fc.nat(50), ({ transcript }, hasTokens, chosen) => {
      const names = transcript.map(({ startTime, text }) => `${startTime} ${text}`);
      fc.pre(transcript.length > 0 && new Set(names).size === names.length);
      const index = chosen % transcript.length;
      const position = throughCursor(toList(transcript, hasTokens)[index]!);
      const edited = toList(
        transcript.map((paragraph, at) => (at === index ? { ...paragraph, text: "corrected" } : paragraph)),
        hasTokens,
      );
      expect([indexBefore(edited, position), indexBehind(edited, position)]).toEqual([index, index + 1]);
    }),
  );
});

test("the place of a paragraph that was removed lies between its neighbours", () => {
  const paragraphs = [0, 1000, 2000, 500, 1500].map((startTime, index): Paragraph => ({
    token: null,
    recordId: null,
    status: null,
    unionId: null,
    nickName: null,
    text: `said ${index}.`,
    startTime,
    endTime: startTime,
    sentences: [],
  }));
  const position = throughCursor(toList(paragraphs, false)[4]!);
  const shorter = toList(paragraphs.slice(0, 4), false);
  expect([indexBefore(shorter, position), indexBehind(shorter, position)]).toEqual([4, 4]);
});
