import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Direction } from "../../../src/transcript/model.js";
import { fingerprintOf, type Position, type PositionedParagraph } from "../../../src/transcript/position.js";
import { planWindow, type WindowArguments, type Slice } from "../../../src/transcript/window.js";
import { FakeSource, pagedReader } from "../../support/fake-source.js";
import { type OracleArguments, type OracleSlice, sliceOfList } from "../../support/oracle.js";
import { type World, worlds } from "../../support/worlds.js";

/** `PAGING_RUNS` runs many more of each property than a normal test run. */
const RUNS = Number(process.env["PAGING_RUNS"] ?? 3000);
const TIMEOUT_MS = 1_200_000;
const conference = { conferenceId: "c", unionId: null };

const counts = fc.constantFrom(0, 1, 2, 3, 5, 9, 50, 2000);
const orders = fc.constantFrom<Direction>("ascending", "descending");
const sizes = fc.oneof(
  counts.map((first) => ({ first, last: null })),
  counts.map((last) => ({ first: null, last })),
  fc.constant({ first: null, last: null }),
);
const times = fc.option(fc.oneof(fc.nat(12), fc.nat(60_000)));

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

function throughCursor(codec: CursorCodec, item: PositionedParagraph): Position {
  const place = codec.decode(codec.encode(item));
  if (typeof place === "string") throw new Error(place);
  return place;
}

const inOrder = <T>(items: readonly T[], order: Direction): readonly T[] =>
  order === "ascending" ? items : items.toReversed();

/** The parts of a slice that a test compares. */
interface Seen extends Pick<Slice, "hasNextPage" | "hasPreviousPage"> {
  readonly texts: readonly string[];
}

const seen = ({ items, hasNextPage, hasPreviousPage }: Slice): Seen => ({
  texts: items.map(({ paragraph }) => `${paragraph.startTime} ${paragraph.text}`),
  hasNextPage,
  hasPreviousPage,
});

/**
 * The possible slices of the whole list. If times fall, a window with a bound in time may also end at any paragraph
 * past that bound, because the paged reader cannot see a time that falls after the point where it stopped
 * (docs/adr/0001).
 */
function possibleSlices({ transcript, falls }: World, args: OracleArguments): readonly Seen[] {
  const toSeen = ({ indexes, hasNextPage, hasPreviousPage }: OracleSlice): Seen => ({
    texts: indexes.map((index) => `${transcript[index]?.startTime} ${transcript[index]?.text}`),
    hasNextPage,
    hasPreviousPage,
  });
  const slices = [toSeen(sliceOfList(transcript, args))];
  if (!falls || (args.from === null && args.until === null)) return slices;
  const readsUp = (args.last === null) === (args.order === "ascending");
  for (const [index, { startTime }] of transcript.entries()) {
    const isPast = readsUp ? startTime >= (args.until ?? Infinity) : startTime < (args.from ?? 0);
    if (isPast)
      slices.push(toSeen(sliceOfList(transcript, { ...args, [readsUp ? "endsBefore" : "startsBehind"]: index })));
  }
  return slices;
}

test(
  "a window in any combination of arguments equals the same slice of the whole list",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.record({ order: orders, from: times, until: times }),
        sizes,
        fc.record({ after: fc.option(fc.nat(50)), before: fc.option(fc.nat(50)) }),
        fc.record({ backwardAfter: fc.boolean(), backwardBefore: fc.boolean(), size: fc.integer({ min: 1, max: 20 }) }),
        async (world, range, size, ends, walk) => {
          const source = new FakeSource(world.transcript, world.behaviour);
          const length = world.transcript.length;
          const at = (index: number | null) => (index === null || length === 0 ? null : index % length);
          const [after, before] = [at(ends.after), at(ends.before)];
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
          expect(possibleSlices(world, expected)).toContainEqual(seen(slice));
        },
      ),
      { numRuns: RUNS },
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
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
