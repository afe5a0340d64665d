import { expect, test } from "@jest/globals";
import { CachedWorld, textsOf } from "../support/cached-world.js";
import { evenTranscript, FakeSource, paragraphAt } from "../support/fake-source.js";

const PAGE = 50;

/** A transcript of this many pages, of which the cache may complete 5. */
function worldOf(pages: number): CachedWorld {
  const source = new FakeSource(evenTranscript(pages * PAGE), { pageLimit: () => PAGE });
  return new CachedWorld((call) => source.getPage(call), { maxCallsToComplete: 5 });
}

/** Reads page after page, as a list that is scrolled. */
async function scroll(world: CachedWorld, pages: number): Promise<void> {
  let after = null;
  for (let page = 0; page < pages; page += 1) {
    const { items } = await world.read({ first: PAGE, after });
    after = items.at(-1) ?? null;
  }
}

test("pages that were read one by one do not count as calls to complete a transcript", async () => {
  const world = worldOf(12);
  await scroll(world, 8);
  expect(world.calls).toHaveLength(8);
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 599"]);
  await world.read({ last: 100 });
  // One call finds the end, and four complete the transcript.
  expect(world.calls).toHaveLength(13);
  expect(world.reads.some(({ outcome }) => outcome === "paged")).toBe(false);
});

test("a transcript with more pages than the cache may complete is paged, after one call that finds its end", async () => {
  const world = worldOf(12);
  await scroll(world, 6);
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 599"]);
  expect(world.reads.at(-1)?.outcome).toBe("paged");
  expect(world.calls.map(({ direction }) => direction).slice(6)).toEqual(["descending", "descending"]);
});

test("a transcript that needs more pages than its times suggest is paged once the cache has made its calls", async () => {
  const dense = Array.from({ length: 8 * PAGE }, (_, index) => paragraphAt(100_000 + index, `dense ${index}`));
  const source = new FakeSource([...evenTranscript(PAGE), ...dense], { pageLimit: () => PAGE });
  const world = new CachedWorld((call) => source.getPage(call), { maxCallsToComplete: 5 });
  await scroll(world, 1);
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["dense 399"]);
  expect(world.reads.at(-1)?.outcome).toBe("paged");
  expect(world.calls.slice(2).map(({ direction }) => direction)).toEqual([...Array(5).fill("ascending"), "descending"]);
});

test("a transcript whose first page is empty continues with the token of that page", async () => {
  const world = new CachedWorld(async ({ start }) =>
    start === null
      ? { paragraphs: [], hasMore: true, token: "7" }
      : { paragraphs: evenTranscript(2), hasMore: false, token: null },
  );
  expect(textsOf(await world.read({}, { maxCalls: 5 }))).toEqual(["paragraph 0", "paragraph 1"]);
  expect(world.calls.map(({ start }) => start)).toEqual([null, { token: "7" }]);
});

test("a meeting with one paragraph, and empty pages with new tokens in both directions, costs few calls", async () => {
  let token = 0;
  const world = new CachedWorld(async ({ start }) => ({
    paragraphs: start === null ? evenTranscript(1) : [],
    hasMore: true,
    token: String((token += 1)),
  }));
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 0"]);
  expect(world.calls.length).toBeLessThan(15);
});
