import { describe, expect, test } from "@jest/globals";
import type { PagingBehaviour } from "../../../src/simulator/paging-behaviour.js";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Direction, Page, Paragraph } from "../../../src/transcript/model.js";
import type { PageRequest } from "../../../src/transcript/page-source.js";
import { PagedReader } from "../../../src/transcript/paged/paged-reader.js";
import { fingerprintOf, type Position } from "../../../src/transcript/position.js";
import { planWindow, type Slice, type WindowArguments } from "../../../src/transcript/window.js";
import { evenTranscript, FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";
import { throughCursor } from "../../support/random-windows.js";

const conference = { conferenceId: "c", unionId: null };
const open = { first: null, last: null, after: null, before: null, from: null, until: null } as const;

async function read(source: FakeSource, args: Partial<WindowArguments>): Promise<Slice> {
  const [slice] = await pagedReader(source).readWindows([
    planWindow(conference, { ...open, order: "ascending", ...args }),
  ]);
  if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
  return slice;
}

const texts = ({ items }: Slice) => items.map(({ paragraph }) => paragraph.text);

/** More paragraphs than any transcript here has. */
const MAX_FOUND = 10_000;

/** Scrolls through a whole transcript, each page with a new reader, like separate requests. */
async function scroll(
  source: FakeSource,
  order: Direction,
  size: number,
  backward: boolean,
): Promise<readonly string[]> {
  const codec = new CursorCodec(conference, order);
  const found: string[] = [];
  for (let cursor: Position | null = null; found.length <= MAX_FOUND;) {
    const args: Partial<WindowArguments> = backward ? { last: size, before: cursor } : { first: size, after: cursor };
    const slice: Slice = await read(source, { order, ...args });
    found.splice(backward ? 0 : found.length, 0, ...texts(slice));
    if (!(backward ? slice.hasPreviousPage : slice.hasNextPage))
      return order === "ascending" ? found : found.toReversed();
    const edge = backward ? slice.items[0] : slice.items.at(-1);
    cursor = throughCursor(codec, edge!);
  }
  throw new Error(`scrolling does not end after ${MAX_FOUND} paragraphs`);
}

const WAYS = [1, 10, 20].flatMap((size) =>
  (["ascending", "descending"] as const).flatMap((order) =>
    [false, true].map(
      (backward) => [`${size} at a time, ${order}${backward ? ", backward" : ""}`, size, order, backward] as const,
    ),
  ),
);

/** A transcript whose paragraphs start at these times. */
const spoken = (times: readonly number[]): Paragraph[] =>
  times.map((time, index) => paragraphAt(time, `paragraph ${index}`));

const seconds = Array.from({ length: 57 }, (_, index) => index * 1000);
const early = (isEarly: (index: number) => boolean) =>
  spoken(seconds.map((time, index) => (isEarly(index) ? time - 1005 : time)));
const secondRecording = spoken([...seconds.slice(0, 30), ...seconds.slice(0, 27)]);
const groupsOfThree = spoken(seconds.map((_, index) => Math.floor(index / 3) * 1000));

const UPSTREAMS: readonly [string, readonly Paragraph[], Partial<PagingBehaviour>][] = [
  ["every paragraph of a page bears the page's token", evenTranscript(57), { tokenPlace: "shared" }],
  ["tokens stand in the last paragraph only", evenTranscript(57), { tokenPlace: "last" }],
  ["there are no tokens", evenTranscript(57), { tokenPlace: "none" }],
  [
    "one paragraph starts 5 ms before the one in front of it, at the border of a page of 20",
    early((index) => index === 20),
    {},
  ],
  ["one paragraph starts 5 ms early inside a page", early((index) => index === 13), {}],
  ["every seventh paragraph starts 5 ms early", early((index) => index % 7 === 6), {}],
  ["a second recording begins at 0, and tokens keep rising", secondRecording, {}],
  ["a second recording begins at 0, and pages share a token", secondRecording, { tokenPlace: "shared" }],
  [
    "tokens are times, so paragraphs that start together have one token, and pages end among them",
    groupsOfThree,
    { tokensAreTimes: true, pageLimit: () => 8 },
  ],
  [
    "tokens are times and stand in the last paragraph only",
    groupsOfThree,
    { tokensAreTimes: true, tokenPlace: "last", startTimeInclusive: false, pageLimit: () => 8 },
  ],
  [
    "tokens are times and stand beside the paragraphs, of which six start together",
    Array.from({ length: 6 }, (_, index) => paragraphAt(0, `said ${index}`)),
    { tokensAreTimes: true, tokenPlace: "page", startTimeInclusive: false, hasMore: "absent", pageLimit: () => 8 },
  ],
  ["pages do not say hasMore", evenTranscript(57), { hasMore: "absent", pageLimit: () => 10 }],
  ["groups of three start together, and descending pages keep their order", groupsOfThree, { ties: "kept" }],
  [
    "the last page says hasMore and brings only its own boundary again",
    evenTranscript(57),
    { hasMore: "always", tokenOverlap: 1 },
  ],
  [
    "a full last page says hasMore, and an empty one follows",
    evenTranscript(60),
    { hasMore: "full-page", pageLimit: () => 20 },
  ],
  ["pages repeat three paragraphs of the one before", evenTranscript(57), { tokenOverlap: 3 }],
  [
    "pages repeat three paragraphs and share a token, in two recordings with groups",
    spoken([1, 1, 2, 0, 0]),
    { tokenOverlap: 3, tokenPlace: "shared", ties: "kept", pageLimit: () => 5 },
  ],
];

describe.each(UPSTREAMS)("an upstream on which %s", (_name, transcript, behaviour) => {
  const all = transcript.map(({ text }) => text);

  test.each(WAYS)("is read completely and in order, %s", async (_way, size, order, backward) => {
    expect(await scroll(new FakeSource(transcript, behaviour), order, size, backward)).toEqual(all);
  });

  test("finds each of its paragraphs by id", async () => {
    const refs = transcript.map((paragraph) => ({
      startTime: paragraph.startTime,
      fingerprint: fingerprintOf(paragraph),
    }));
    const found = await pagedReader(new FakeSource(transcript, behaviour)).findParagraphs(conference, refs);
    expect(found.map((item) => (item instanceof Error ? item : item?.paragraph.text))).toEqual(all);
  });
});

test("`before` inside a group that starts together gives the paragraphs before it, in every order of groups in descending pages", async () => {
  const transcript = spoken([0, 1000, 2000, 3000, 3000, 3000]);
  for (const ties of ["kept", "reversed"] as const) {
    const source = new FakeSource(transcript, { ties });
    const { items } = await read(source, { first: 10 });
    expect(texts(await read(source, { last: 4, before: items[4]! }))).toEqual(
      [0, 1, 2, 3].map((n) => `paragraph ${n}`),
    );
  }
});

test("ten paragraphs beside the middle one of 3,000 that start together cost few calls, in either direction", async () => {
  const source = new FakeSource(spoken(Array.from({ length: 3000 }, () => 5000)));
  const { items } = await read(source, { first: 1501 });
  source.calls.length = 0;
  const after = await read(source, { first: 10, after: items[1500]! });
  expect(texts(after)).toEqual(Array.from({ length: 10 }, (_, n) => `paragraph ${1501 + n}`));
  expect(source.calls).toHaveLength(1);
  const before = await read(source, { last: 10, before: items[1500]! });
  expect(texts(before)).toEqual(Array.from({ length: 10 }, (_, n) => `paragraph ${1490 + n}`));
  expect(source.calls.length).toBeLessThanOrEqual(12);
});

test("a paragraph at a page's boundary that grows between two pages appears once", async () => {
  const transcript = evenTranscript(20);
  class RunningMeeting extends FakeSource {
    override async getPage(request: PageRequest): Promise<Page> {
      const page = await super.getPage(request);
      const last = this.transcript[9]!;
      this.transcript = this.transcript.with(9, { ...last, text: `${last.text} and on`, endTime: last.endTime + 100 });
      return page;
    }
  }
  for (const tokenPlace of ["paragraph", "shared", "last"] as const) {
    const source = new RunningMeeting(transcript, { tokenOverlap: 1, tokenPlace, pageLimit: () => 10 });
    const all = texts(await read(source, { first: 50 }));
    expect(all.map((text) => text.replace(/( and on)+$/, ""))).toEqual(transcript.map(({ text }) => text));
  }
});

/** How often a reader of the whole transcript reports that its end says `hasMore`. */
async function countFalseHasMore(behaviour: Partial<PagingBehaviour>): Promise<number> {
  let count = 0;
  const reader = new PagedReader(new FakeSource(evenTranscript(5), behaviour), { onFalseHasMore: () => (count += 1) });
  await reader.readWhole(conference);
  return count;
}

/** After the last paragraph, every ascending page is empty, says hasMore, and has a new token. */
class EndlessMeeting extends FakeSource {
  override async getPage(request: PageRequest): Promise<Page> {
    const { start, direction } = request;
    if (direction === "descending") return super.getPage(request);
    const page = start === null ? await super.getPage(request) : { paragraphs: [], hasMore: true, token: null };
    return { ...page, hasMore: true, token: String(2n ** 62n + BigInt(this.calls.push(request))) };
  }
}

test("an empty page with a new token is not followed if a call from the other end shows that nothing is missing", async () => {
  const source = new EndlessMeeting(evenTranscript(3));
  expect(texts(await read(source, { first: 50 }))).toEqual(["paragraph 0", "paragraph 1", "paragraph 2"]);
  expect(source.calls.filter(({ direction }) => direction === "descending")).toHaveLength(1);
  expect(source.calls.length).toBeLessThan(6);
});

test("empty pages with new tokens, and nothing else, end with UPSTREAM_BAD_RESPONSE after about ten calls", async () => {
  const source = new EndlessMeeting([]);
  await expect(read(source, { first: 50 })).rejects.toMatchObject({ code: "UPSTREAM_BAD_RESPONSE" });
  expect(source.calls.length).toBeLessThan(15);
});

test("a transcript that says hasMore at its end is counted, and another is not", async () => {
  expect(await countFalseHasMore({ hasMore: "always", tokenOverlap: 1 })).toBe(1);
  expect(await countFalseHasMore({ hasMore: "absent" })).toBe(0);
  expect(await countFalseHasMore({})).toBe(0);
});

test.each<["forward" | "backward", boolean]>([
  ["forward", false],
  ["backward", true],
])("5,000 paragraphs at 100 a page cost 50 calls %s", async (_way, backward) => {
  const source = new FakeSource(evenTranscript(5000));
  expect(await scroll(source, "ascending", 100, backward)).toHaveLength(5000);
  expect(source.calls).toHaveLength(50);
});

test("30 paragraphs that lie close together cost at most 2 calls by id", async () => {
  const transcript = evenTranscript(5000);
  const source = new FakeSource(transcript);
  const refs = transcript.slice(2000, 2030).map((paragraph) => ({
    startTime: paragraph.startTime,
    fingerprint: fingerprintOf(paragraph),
  }));
  const found = await pagedReader(source).findParagraphs(conference, refs);
  expect(found.every((item) => item !== null && !(item instanceof Error))).toBe(true);
  expect(source.calls.length).toBeLessThanOrEqual(2);
});

test("a window that ends at a time reads on if it has seen a time fall", async () => {
  const source = new FakeSource(spoken([0, 1000, 5000, 4995, 6000, 7000, 2000]));
  const { items } = await read(source, { first: 10, until: 3000 });
  expect(items.map(({ startTime }) => startTime)).toEqual([0, 1000, 2000]);
});

test("a window before a time is right if paragraphs outside of it start together", async () => {
  const source = new FakeSource(spoken([700, 700, 0]), { pageLimit: () => 2 });
  expect(texts(await read(source, { last: 2000, until: 1 }))).toEqual(["paragraph 2"]);
});

test("windows with both ends are right in either order of the ends, although times fall", async () => {
  const source = new FakeSource(secondRecording);
  const all = (await read(source, { first: 57 })).items;
  const [inFirst, inSecond] = [all[20]!, all[35]!];
  expect(texts(await read(source, { first: 3, after: inFirst, before: inSecond }))).toEqual(
    [21, 22, 23].map((n) => `paragraph ${n}`),
  );
  expect(texts(await read(source, { first: 3, after: inSecond, before: inFirst }))).toEqual([]);
});

test.each([
  ["start together", [0, 0, 0], "paragraph"],
  ["belong to an earlier recording", [700, 701, 0], "paragraph"],
  ["have one token", [700, 0, 0], "shared"],
] as const)(
  "nothing follows the last paragraph if a page has only room for repeated ones, which %s",
  async (...row) => {
    const [, times, tokenPlace] = row;
    const source = new FakeSource(spoken(times), { tokenOverlap: 3, startTimeInclusive: false, tokenPlace });
    const { items } = await read(source, { first: 3 });
    for (const first of [0, 1, 2])
      expect(await read(source, { first, after: items[2]! })).toMatchObject({ items: [], hasNextPage: false });
  },
);

test("nothing follows the last paragraph if it was corrected, and the page after it repeats others that have one token", async () => {
  const transcript = spoken([0, 1000, 1000, 995]);
  const source = new FakeSource(transcript, { hasMore: "always", tokenOverlap: 3, tokensAreTimes: true });
  const { items } = await read(source, { first: 4 });
  source.transcript = transcript.with(3, paragraphAt(995, "corrected"));
  expect(
    texts(await read(source, { first: 2, after: throughCursor(new CursorCodec(conference, "ascending"), items[3]!) })),
  ).toEqual([]);
});

test("an index that was counted from the end is not continued into paragraphs that were added since", async () => {
  const source = new FakeSource(evenTranscript(5));
  const { items } = await read(source, { last: 3 });
  source.transcript = evenTranscript(7);
  const indexes = async (first: number) =>
    (await read(source, { first, after: items[0]! })).items.map(({ index }) => index);
  expect(await indexes(2)).toEqual([-2, -1]);
  expect(await indexes(4)).toEqual([null, null, null, null]);
});

test("paragraphs are found by id although pages from their time do not lead on", async () => {
  const transcript = spoken([0, 700, 700, 700, 700, 700, 700, 12_700, 0, 0, 0, 0, 12_000, 17_000]);
  const source = new FakeSource(transcript, {
    tokenPlace: "shared",
    hasMore: "absent",
    pageLimit: (call) => (call % 2 === 0 ? 7 : 4),
  });
  const wanted = transcript.slice(12);
  const refs = wanted.map((paragraph) => ({ startTime: paragraph.startTime, fingerprint: fingerprintOf(paragraph) }));
  const found = await pagedReader(source).findParagraphs(conference, refs);
  expect(found.map((item) => (item instanceof Error ? item : item?.paragraph.text))).toEqual(
    wanted.map(({ text }) => text),
  );
});
