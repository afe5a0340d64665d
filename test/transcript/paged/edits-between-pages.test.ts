import { expect, test } from "@jest/globals";
import type { PagingBehaviour } from "../../../src/simulator/paging-behaviour.js";
import type { Page, Paragraph } from "../../../src/transcript/model.js";
import type { PageRequest } from "../../../src/transcript/page-source.js";
import { CachedWorld } from "../../support/cached-world.js";
import { evenTranscript, FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";

const conference = { conferenceId: "c", unionId: null };

/** A meeting whose paragraphs at some indexes are corrected after the first page. */
class CorrectedMeeting extends FakeSource {
  constructor(
    transcript: readonly Paragraph[],
    behaviour: Partial<PagingBehaviour>,
    readonly corrected: readonly number[],
  ) {
    super(transcript, behaviour);
  }

  override async getPage(request: PageRequest): Promise<Page> {
    const page = await super.getPage(request);
    if (this.calls.length === 1)
      this.transcript = this.transcript.map((paragraph, index) =>
        this.corrected.includes(index) ? { ...paragraph, text: `corrected ${index}` } : paragraph,
      );
    return page;
  }
}

/** The indexes of the paragraphs, as one reader reads them; paragraph 4 ends the first page. */
async function readAll(
  times: readonly number[],
  corrected: readonly number[],
  behaviour: Partial<PagingBehaviour>,
): Promise<number[]> {
  const transcript = times.map((time, index) => paragraphAt(time, `said ${index}`));
  const source = new CorrectedMeeting(transcript, { pageLimit: () => 5, ...behaviour }, corrected);
  const { paragraphs } = await pagedReader(source).readWhole(conference);
  return paragraphs.map(({ paragraph }) => Number(paragraph.text.split(" ")[1]));
}

const EVEN = evenTranscript(12).map(({ startTime }) => startTime);
const PAIR = EVEN.with(3, 4000);
const TRIPLE = PAIR.with(5, 4000);

test.each([
  ["repeats one", EVEN, [4], { tokenOverlap: 1 }],
  ["repeats two", EVEN, [4], { tokenOverlap: 2 }],
  ["repeats one of two that start together", PAIR, [4], { tokenOverlap: 1 }],
  ["repeats two, and the next starts together with it", EVEN.with(5, 4000), [4], { tokenOverlap: 2 }],
  ["repeats two that start together, both corrected", PAIR, [3, 4], { tokenOverlap: 2 }],
  ["repeats all that start together, because tokens are times", PAIR, [3, 4], { tokensAreTimes: true }],
  ["repeats it, and it has one token with the next", EVEN.with(5, 4000), [4], { tokensAreTimes: true }],
  ["repeats one, and the next starts together with it", TRIPLE, [4], { tokenOverlap: 1 }],
  ["repeats none, and its first starts together with the corrected one", TRIPLE, [4], {}],
])(
  "a paragraph at a page's border that is corrected between two pages appears once, if the next page %s",
  async (_which, times, corrected, behaviour) => {
    for (const tokenPlace of ["paragraph", "shared", "last", "page"] as const)
      expect([tokenPlace, await readAll(times, corrected, { tokenPlace, ...behaviour })]).toEqual([
        tokenPlace,
        [...times.keys()],
      ]);
  },
);

test.each(["exact", "absent", "full-page", "always"] as const)(
  "a transcript ends although a paragraph that starts together with its last one was corrected (hasMore: %s)",
  async (hasMore) => {
    const times = PAIR.slice(0, 5);
    for (const tokenPlace of ["paragraph", "shared", "last", "page"] as const)
      expect(await readAll(times, [3], { tokenPlace, hasMore, tokenOverlap: 1 })).toEqual([...times.keys()]);
  },
);

test("a paragraph that is merged with the next one between two pages appears once, if the next page repeats two", async () => {
  class MergedMeeting extends FakeSource {
    override async getPage(request: PageRequest): Promise<Page> {
      const page = await super.getPage(request);
      if (this.calls.length === 1)
        this.transcript = this.transcript.with(3, paragraphAt(3000, "merged 3 and 4")).toSpliced(4, 1);
      return page;
    }
  }
  const transcript = evenTranscript(12);
  // The token's paragraph is gone, so its page begins one earlier.
  const source = new MergedMeeting(transcript, { pageLimit: () => 5, tokenOverlap: 3, tokenPlace: "last" });
  const { paragraphs } = await pagedReader(source).readWhole(conference);
  expect(paragraphs.map(({ startTime }) => startTime)).toEqual(transcript.map(({ startTime }) => startTime));
});

test.each([
  ["start one after the other", EVEN],
  ["start in the other order", EVEN.with(4, 2995)],
])("if both repeated paragraphs were corrected, and %s, the cache reads from the start", async (_which, times) => {
  const transcript = times.map((time, index) => paragraphAt(time, `said ${index}`));
  const source = new CorrectedMeeting(transcript, { pageLimit: () => 5, tokenOverlap: 2, tokenPlace: "last" }, [3, 4]);
  const { paragraphs } = await new CachedWorld((call) => source.getPage(call)).reader().readWhole(conference);
  expect(paragraphs.map(({ startTime }) => startTime)).toEqual(times);
});

test("if the last paragraphs were removed and another one was inserted before them, the cache reads from the start", async () => {
  const transcript = evenTranscript(12);
  const changed = transcript.toSpliced(3, 3, paragraphAt(2500, "inserted"));
  const source = new FakeSource(transcript, { pageLimit: () => 6, tokenOverlap: 5, tokenPlace: "last" });
  const world = new CachedWorld(async (call) => {
    const page = await source.getPage(call);
    source.transcript = changed;
    return page;
  });
  const { paragraphs } = await world.reader().readWhole(conference);
  expect(paragraphs.map(({ startTime }) => startTime)).toEqual(changed.map(({ startTime }) => startTime));
});

test("a corrected paragraph at a page's border appears once if its recording begins at the time of an earlier one", async () => {
  const times = [0, 1000, 2000, 3000, 0, 0];
  const transcript = times.map((time, index) => paragraphAt(time, `said ${index}`));
  // The third page begins at its time, and is too short to show it.
  const limits = [5, 5, 4];
  const behaviour = { pageLimit: (call: number) => limits[call - 1] ?? 9, tokensAreTimes: true };
  const source = new CorrectedMeeting(transcript, behaviour, [4]);
  const { paragraphs } = await new CachedWorld((call) => source.getPage(call)).reader().readWhole(conference);
  expect(paragraphs.map(({ startTime }) => startTime)).toEqual(times);
});

test("a check of the end costs one call, and one from the start, if no token shows which paragraph was corrected", async () => {
  const source = new FakeSource(evenTranscript(5), { tokenPlace: "none" });
  const world = new CachedWorld((call) => source.getPage(call));
  await world.read({ last: 1 });
  source.transcript = source.transcript.with(3, paragraphAt(3000, "corrected"));
  world.now += 5000;
  expect((await world.read({ last: 2 })).items.map(({ paragraph }) => paragraph.text)).toEqual([
    "corrected",
    "paragraph 4",
  ]);
  expect(world.calls.slice(1).map(({ start }) => start)).toEqual([{ startTime: 2999 }, null]);
});
