import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Direction } from "../../../src/transcript/model.js";
import type { Position } from "../../../src/transcript/position.js";
import type { Slice } from "../../../src/transcript/window.js";
import { CachedWorld, windowOf } from "../../support/cached-world.js";
import { FakeSource, pagedReader } from "../../support/fake-source.js";
import { sliceOfList } from "../../support/oracle.js";
import { type World, worlds } from "../../support/worlds.js";

/** `PAGING_RUNS` runs many more of each property than a test run does. */
const RUNS = Number(process.env["PAGING_RUNS"] ?? 100);
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
const ends = fc.record({ after: fc.option(fc.nat(50)), before: fc.option(fc.nat(50)) });
const pageSizes = fc.constantFrom(1, 2, 5, 2000);

/** The cursors of all paragraphs, as the paged reader or a cached one gives them, through a cursor and back. */
async function positionsOf({ transcript, behaviour }: World, order: Direction, paged: boolean): Promise<Position[]> {
  const source = new FakeSource(transcript, behaviour);
  const world = new CachedWorld((call) => source.getPage(call), { maxCallsToComplete: Infinity });
  const reader = paged ? pagedReader(source) : world.reader();
  const [slice] = await reader.readWindows([windowOf({ first: 2000, order }, conference)]);
  if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
  const codec = new CursorCodec(conference, order);
  return slice.items.map((item) => {
    const position = codec.decode(codec.encode(item));
    if (typeof position === "string") throw new Error(position);
    return position;
  });
}

const seen = ({ items, hasNextPage, hasPreviousPage }: Slice) => ({
  texts: items.map(({ paragraph }) => `${paragraph.startTime} ${paragraph.text}`),
  hasNextPage,
  hasPreviousPage,
});

/** An upstream that says hasMore at its very end is believed where a window ends exactly there. */
function isBelieved({ behaviour }: World): boolean {
  return behaviour.hasMore === "full-page" || behaviour.hasMore === "not-empty";
}

test(
  "a window of a cached transcript equals the same slice of the whole list, however much is cached already",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        pageSizes,
        fc.array(fc.record({ order: orders, from: times, until: times, size: sizes, ends }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.boolean(),
        async (world, pageSize, windows, paged) => {
          const source = new FakeSource(world.transcript, world.behaviour);
          const cached = new CachedWorld((call) => source.getPage(call), { pageSize, maxCallsToComplete: Infinity });
          const { length } = world.transcript;
          for (const { order, from, until, size, ends: given } of windows) {
            const positions = await positionsOf(world, order, paged);
            const at = (index: number | null) => (index === null || length === 0 ? null : index % length);
            const inOrder = (index: number | null) =>
              index === null ? null : (positions[order === "ascending" ? index : length - 1 - index] ?? null);
            const [after, before] = [at(given.after), at(given.before)];
            const slice = await cached.read({
              order,
              from,
              until,
              ...size,
              after: inOrder(after),
              before: inOrder(before),
            });
            const oracle = sliceOfList(world.transcript, { order, from, until, ...size, after, before });
            const expected = {
              texts: oracle.indexes.map(
                (index) => `${world.transcript[index]?.startTime} ${world.transcript[index]?.text}`,
              ),
              hasNextPage: oracle.hasNextPage,
              hasPreviousPage: oracle.hasPreviousPage,
            };
            const believed =
              order === "ascending" ? { ...expected, hasNextPage: true } : { ...expected, hasPreviousPage: true };
            expect(isBelieved(world) ? [expected, believed] : [expected]).toContainEqual(seen(slice));
          }
        },
      ),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
