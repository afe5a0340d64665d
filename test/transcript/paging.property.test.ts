import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../src/transcript/cursor.js";
import type { Direction } from "../../src/transcript/model.js";
import { fingerprintOf, type Position, type PositionedParagraph } from "../../src/transcript/position.js";
import { readWindow, type Slice } from "../../src/transcript/reader.js";
import { Scan } from "../../src/transcript/scan.js";
import { planWindow, type WindowArguments } from "../../src/transcript/window.js";
import { FakeSource } from "../support/fake-source.js";
import { type OracleArguments, sliceOfList } from "../support/oracle.js";
import { worlds } from "../support/worlds.js";

const RUNS = 3000;
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
  const window = planWindow(conference, args);
  return readWindow(new Scan(source, window.scan), window);
}

/** Reads every paragraph in some direction and page size, for the cursors that it gives. */
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

test("a window in any combination of arguments equals the same slice of the whole list", async () => {
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
        const oracle = sliceOfList(world.transcript, expected);
        expect({
          texts: slice.items.map(({ paragraph }) => `${paragraph.startTime} ${paragraph.text}`),
          hasNextPage: slice.hasNextPage,
          hasPreviousPage: slice.hasPreviousPage,
        }).toEqual({
          texts: oracle.indexes.map(
            (index) => `${world.transcript[index]?.startTime} ${world.transcript[index]?.text}`,
          ),
          hasNextPage: oracle.hasNextPage,
          hasPreviousPage: oracle.hasPreviousPage,
        });
      },
    ),
    { numRuns: RUNS },
  );
});

test("a walk by cursor in either direction and any page size reads every paragraph once, in order", async () => {
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
});
