import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../src/transcript/cursor.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { indexBefore, indexBehind, sliceTranscript } from "../../src/transcript/transcript-list.js";
import { planWindow } from "../../src/transcript/window.js";
import { sliceOfList } from "../support/oracle.js";
import { ends, indexIn, ranges, sizes, throughCursor } from "../support/random-windows.js";
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
    { numRuns: 3000 },
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
  const position = throughCursor(codec, toList(paragraphs, false)[4]!);
  const shorter = toList(paragraphs.slice(0, 4), false);
  expect([indexBefore(shorter, position), indexBehind(shorter, position)]).toEqual([4, 4]);
});
