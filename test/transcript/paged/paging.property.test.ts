import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Direction } from "../../../src/transcript/model.js";
import { fingerprintOf, type Position } from "../../../src/transcript/position.js";
import { planWindow, type WindowArguments, type Slice } from "../../../src/transcript/window.js";
import { FakeSource, pagedReader } from "../../support/fake-source.js";
import { type OracleArguments, sliceOfList } from "../../support/oracle.js";
import {
  ends,
  indexIn,
  orders,
  ranges,
  type SeenSlice,
  seenOf,
  seenOfList,
  sizes,
  throughCursor,
} from "../../support/random-windows.js";
import { cases } from "../../support/random-cases.js";
import { type World, worlds } from "../../support/worlds.js";

const CASES = cases(1000);
const TIMEOUT_MS = 1_200_000;
const conference = { conferenceId: "c", unionId: null };

const open = { after: null, before: null, from: null, until: null };

async function read(source: FakeSource, args: WindowArguments): Promise<Slice> {
  const [slice] = await pagedReader(source).readWindows([planWindow(conference, args)]);
  if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
  return slice;
}

/** Reads every paragraph in some direction and page size, to get the cursors. */
async function placesOf(source: FakeSource, order: Direction, backward: boolean, size: number): Promise<Position[]> {
  const codec = new CursorCodec(conference, order);
  const places: Position[] = [];
  let cursor: Position | null = null;
  for (let page = 0; page <= source.transcript.length; page += 1) {
    const slice: Slice = backward
      ? await read(source, { ...open, first: null, last: size, before: cursor, order })
      : await read(source, { ...open, first: size, last: null, after: cursor, order });
    const decoded: Position[] = slice.items.map((item) => throughCursor(codec, item));
    places.splice(backward ? 0 : places.length, 0, ...decoded);
    cursor = (backward ? decoded[0] : decoded.at(-1)) ?? null;
    if (!(backward ? slice.hasPreviousPage : slice.hasNextPage)) return places;
  }
  throw new Error("the walk has no end");
}

const inOrder = <T>(items: readonly T[], order: Direction): readonly T[] =>
  order === "ascending" ? items : items.toReversed();

/**
 * The possible slices of the whole list. If times fall, a window with a bound in time may also end at any paragraph
 * past that bound, because the paged reader cannot see a time that falls after the point where it stopped
 * (docs/adr/0001).
 */
function possibleSlices({ transcript, falls }: World, args: OracleArguments): readonly SeenSlice[] {
  const slices = [seenOfList(transcript, sliceOfList(transcript, args))];
  if (!falls || (args.from === null && args.until === null)) return slices;
  const readsUp = (args.last === null) === (args.order === "ascending");
  for (const [index, { startTime }] of transcript.entries()) {
    const isPast = readsUp ? startTime >= (args.until ?? Infinity) : startTime < (args.from ?? 0);
    if (isPast)
      slices.push(
        seenOfList(transcript, sliceOfList(transcript, { ...args, [readsUp ? "endsBefore" : "startsAfter"]: index })),
      );
  }
  return slices;
}

test(
  "a window in any combination of arguments equals the same slice of the whole list",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        ranges,
        sizes,
        ends,
        fc.record({ backwardAfter: fc.boolean(), backwardBefore: fc.boolean(), size: fc.integer({ min: 1, max: 20 }) }),
        async (world, range, size, given, walk) => {
          const source = new FakeSource(world.transcript, world.behaviour);
          const { length } = world.transcript;
          const [after, before] = [indexIn(length, given.after), indexIn(length, given.before)];
          const place = async (index: number | null, backward: boolean) =>
            index === null
              ? null
              : (inOrder(await placesOf(source, range.order, backward, walk.size), range.order)[index] ?? null);
          const slice = await read(source, {
            ...range,
            ...size,
            after: await place(after, walk.backwardAfter),
            before: await place(before, walk.backwardBefore),
          });
          const expected: OracleArguments = { ...range, ...size, after, before };
          expect(possibleSlices(world, expected)).toContainEqual(seenOf(slice));
        },
      ),
      CASES,
    );
  },
  TIMEOUT_MS,
);

test(
  "a walk by cursor in either direction and any page size reads every paragraph once, in order",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        orders,
        fc.boolean(),
        fc.integer({ min: 1, max: 20 }),
        async (world, order, backward, size) => {
          const source = new FakeSource(world.transcript, world.behaviour);
          const places = await placesOf(source, order, backward, size);
          const expected = world.transcript.map((paragraph) => `${paragraph.startTime} ${fingerprintOf(paragraph)}`);
          expect(places.map(({ startTime, fingerprint }) => `${startTime} ${fingerprint}`)).toEqual(
            inOrder(expected, order),
          );
        },
      ),
      CASES,
    );
  },
  TIMEOUT_MS,
);
