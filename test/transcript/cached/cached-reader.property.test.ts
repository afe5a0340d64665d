import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Direction } from "../../../src/transcript/model.js";
import type { Position } from "../../../src/transcript/position.js";
import { CachedWorld, windowOf } from "../../support/cached-world.js";
import { FakeSource, pagedReader } from "../../support/fake-source.js";
import { sliceOfList } from "../../support/oracle.js";
import { ends, indexIn, ranges, seenOf, seenOfList, sizes, throughCursor } from "../../support/random-windows.js";
import { cases } from "../../support/random-cases.js";
import { type World, worlds } from "../../support/worlds.js";

const CASES = cases(50);
const TIMEOUT_MS = 1_200_000;
const conference = { conferenceId: "c", unionId: null };

const pageSizes = fc.constantFrom(1, 2, 5, 2000);

/** The cursors of all paragraphs, as the paged reader or a cached one gives them, through a cursor and back. */
async function positionsOf({ transcript, behaviour }: World, order: Direction, paged: boolean): Promise<Position[]> {
  const source = new FakeSource(transcript, behaviour);
  const world = new CachedWorld((call) => source.getPage(call), { maxCallsToComplete: Infinity });
  const reader = paged ? pagedReader(source) : world.reader();
  const [slice] = await reader.readWindows([windowOf({ first: 2000, order }, conference)]);
  if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
  const codec = new CursorCodec(conference, order);
  return slice.items.map((item) => throughCursor(codec, item));
}

/** An upstream that says hasMore at its very end is believed where a window ends exactly there. */
function isBelieved({ behaviour }: World): boolean {
  return behaviour.hasMore === "full-page" || behaviour.hasMore === "always";
}

test(
  "a window of a cached transcript equals the same slice of the whole list, however much is cached already",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        pageSizes,
        fc.array(fc.record({ range: ranges, size: sizes, ends }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.boolean(),
        async (world, pageSize, windows, paged) => {
          const source = new FakeSource(world.transcript, world.behaviour);
          const cached = new CachedWorld((call) => source.getPage(call), { pageSize, maxCallsToComplete: Infinity });
          const { length } = world.transcript;
          for (const { range, size, ends: given } of windows) {
            const { order } = range;
            const positions = await positionsOf(world, order, paged);
            const inOrder = (index: number | null) =>
              index === null ? null : (positions[order === "ascending" ? index : length - 1 - index] ?? null);
            const [after, before] = [indexIn(length, given.after), indexIn(length, given.before)];
            const slice = await cached.read({
              ...range,
              ...size,
              after: inOrder(after),
              before: inOrder(before),
            });
            const oracle = sliceOfList(world.transcript, { ...range, ...size, after, before });
            const expected = seenOfList(world.transcript, oracle);
            const believed =
              order === "ascending" ? { ...expected, hasNextPage: true } : { ...expected, hasPreviousPage: true };
            expect(isBelieved(world) ? [expected, believed] : [expected]).toContainEqual(seenOf(slice));
          }
        },
      ),
      CASES,
    );
  },
  TIMEOUT_MS,
);
