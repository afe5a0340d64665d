import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { sliceHits } from "../../../src/graphql/schema/search/slice-hits.js";
import { findHits } from "../../../src/transcript/analysis/search.js";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import type { Position } from "../../../src/transcript/position.js";
import { throughCursor } from "../../support/random-windows.js";
import { cases } from "../../support/random-cases.js";
import { toList } from "../../support/transcript-list.js";
import { worlds } from "../../support/worlds.js";

const conference = { conferenceId: "c", unionId: null };
const codec = new CursorCodec(conference, "ascending");
const criteria = { terms: ["said"], speakers: null, from: null, until: null };

/** A page that is read, and the number of paragraphs that are spoken until the next one. */
const reads = fc.array(
  fc.record({ first: fc.integer({ min: 0, max: 5 }), said: fc.nat(12), begun: fc.integer({ min: 1, max: 8 }) }),
  { minLength: 3, maxLength: 12 },
);

/**
 * The part of a transcript that has been spoken: `count` paragraphs. Of the last one only the beginning, because the
 * speaker is still speaking.
 */
function saidOf(transcript: readonly Paragraph[], count: number, begun: number): Paragraph[] {
  return transcript
    .slice(0, count)
    .map((paragraph, index) =>
      index === count - 1 ? { ...paragraph, text: paragraph.text.slice(0, begun) } : paragraph,
    );
}

test("pages of a search follow on while the meeting grows: together they have each hit once, in order", () => {
  let pagesAfterGrowth = 0;
  const property = fc.property(worlds, fc.boolean(), reads, ({ transcript }, hasTokens, plan) => {
    const seen: (number | null)[] = [];
    let [count, letters, after]: [number, number, Position | null] = [0, 0, null];
    const read = (paragraphs: readonly Paragraph[], first: number) => {
      const list = toList(paragraphs, hasTokens);
      const slice = sliceHits(list, findHits(list, criteria), { first, last: null, after, before: null });
      seen.push(...slice.items.map(({ index }) => index));
      const last = slice.items.at(-1);
      if (last !== undefined && after !== null) pagesAfterGrowth += 1;
      if (last !== undefined) after = throughCursor(codec, last);
      return slice.hasNextPage;
    };
    for (const { first, said, begun } of plan) {
      letters = said === 0 ? Math.max(letters, begun) : begun; // what has been said stays
      count = Math.min(transcript.length, count + said);
      read(saidOf(transcript, count, count === transcript.length ? 8 : letters), first);
    }
    while (read(transcript, 3));
    const all = findHits(toList(transcript, hasTokens), criteria);
    expect(seen).toEqual(all.map(({ index }) => index));
  });
  fc.assert(property, cases(2000));
  expect(pagesAfterGrowth).toBeGreaterThan(1000);
});
