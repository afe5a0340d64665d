import { describe, expect, test } from "@jest/globals";
import { BadUserInput, GatewayError } from "../../../src/errors.js";
import type { Direction, Page, Paragraph } from "../../../src/transcript/model.js";
import type { PageRequest, PageSource } from "../../../src/transcript/page-source.js";
import { fingerprintOf, type Position } from "../../../src/transcript/position.js";
import { Scan } from "../../../src/transcript/scan/scan.js";
import type { Slice } from "../../../src/transcript/window.js";
import { type SomeArguments, windowOf } from "../../support/cached-world.js";
import { evenTranscript, FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";

const conference = { conferenceId: "c", unionId: null };

async function read(source: PageSource, args: SomeArguments): Promise<Slice> {
  const [slice] = await pagedReader(source).readWindows([windowOf(args, conference)]);
  if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
  return slice;
}

const texts = ({ items }: Slice) => items.map(({ paragraph }) => paragraph.text);

/** A source that returns these pages in order, and records its requests. */
class ScriptedSource implements PageSource {
  readonly calls: PageRequest[] = [];
  constructor(readonly pages: readonly (PageWithoutToken | Error)[]) {}
  async getPage(request: PageRequest): Promise<Page> {
    const page = this.pages[Math.min(this.calls.length, this.pages.length - 1)];
    this.calls.push(request);
    if (page === undefined || page instanceof Error) throw page ?? new Error("no page");
    return { ...page, token: null };
  }
}

type PageWithoutToken = Omit<Page, "token">;

const said = (startTime: number, token: string | null, text = `at ${startTime}`): Paragraph => ({
  ...paragraphAt(startTime, text),
  token,
});
const positionOf = (paragraph: Paragraph, direction: Direction, rank = 0): Position => ({
  direction,
  token: paragraph.token,
  startTime: paragraph.startTime,
  rank,
  index: null,
  fingerprint: fingerprintOf(paragraph),
});

describe("the calls of a window", () => {
  test("the first page requests one paragraph more than the count, so that the flags are exact", async () => {
    const source = new FakeSource(evenTranscript(100));
    await read(source, { first: 10 });
    expect(source.calls).toEqual([{ conference, direction: "ascending", start: null, maxResults: 11 }]);
  });

  test("`last` reads from the end, backward", async () => {
    const source = new FakeSource(evenTranscript(100));
    const slice = await read(source, { last: 2 });
    expect(texts(slice)).toEqual(["paragraph 98", "paragraph 99"]);
    expect(source.calls).toMatchObject([{ direction: "descending", start: null, maxResults: 3 }]);
  });

  test("a cursor in its own direction costs one call, only by token", async () => {
    const source = new FakeSource(evenTranscript(100));
    const { items } = await read(source, { first: 10 });
    const slice = await read(source, { first: 10, after: items.at(-1)! });
    expect(texts(slice)[0]).toBe("paragraph 10");
    expect(source.calls.slice(1)).toMatchObject([{ start: { token: items.at(-1)!.token } }]);
  });

  test("a cursor in the other direction costs one call, only by time", async () => {
    const source = new FakeSource(evenTranscript(100));
    const { items } = await read(source, { first: 10 });
    const slice = await read(source, { last: 5, before: items.at(-1)! });
    expect(texts(slice)).toEqual([4, 5, 6, 7, 8].map((n) => `paragraph ${n}`));
    expect(source.calls.slice(1)).toMatchObject([{ direction: "descending", start: { startTime: 9001 } }]);
  });

  test("a refused token costs one more call", async () => {
    const source = new FakeSource(evenTranscript(100));
    const { items } = await read(source, { first: 10 });
    const expired = new FakeSource(source.transcript, { refusesToken: () => true });
    const slice = await read(expired, { first: 10, after: items.at(-1)! });
    expect(texts(slice)[0]).toBe("paragraph 10");
    expect(expired.calls).toHaveLength(2);
  });

  test.each([{ from: 5, until: 5 }, { from: 9, until: 3 }, { until: 0 }, { until: 0, last: 3 }])(
    "%j gives an empty window and costs no call",
    async (args) => {
      const source = new FakeSource(evenTranscript(10));
      expect(await read(source, args)).toEqual({ items: [], hasNextPage: false, hasPreviousPage: false });
      expect(source.calls).toEqual([]);
    },
  );

  test("`last` before a time costs one call, from that time backward", async () => {
    const source = new FakeSource(evenTranscript(100));
    expect(texts(await read(source, { last: 2, until: 50_000 }))).toEqual(["paragraph 48", "paragraph 49"]);
    expect(source.calls).toMatchObject([{ direction: "descending", maxResults: 4 }]);
  });

  test("at the maximum count, `hasMore` decides whether more follow, without another call", async () => {
    for (const [length, hasNextPage] of [
      [3000, true],
      [2000, false],
    ] as const) {
      const source = new FakeSource(evenTranscript(length));
      expect((await read(source, { first: 2000 })).hasNextPage).toBe(hasNextPage);
      expect(source.calls).toHaveLength(1);
    }
  });

  test("a window of 2,000 requests no more than the upstream allows", async () => {
    const source = new FakeSource(evenTranscript(3000));
    const slice = await read(source, { first: 2000, until: 2_999_000 });
    expect(slice.items).toHaveLength(2000);
    expect(slice.hasNextPage).toBe(true);
    expect(source.calls.map(({ maxResults }) => maxResults)).toEqual([2000, 2]);
  });
});

describe("cursors heal", () => {
  test("a paragraph whose text was edited since is still found", async () => {
    const transcript = evenTranscript(5);
    const { items } = await read(new FakeSource(transcript), { first: 2 });
    const edited = transcript.map((paragraph, index) =>
      index === 1 ? { ...paragraph, text: "corrected" } : paragraph,
    );
    const slice = await read(new FakeSource(edited, { refusesToken: () => true }), { first: 1, after: items[1]! });
    expect(texts(slice)).toEqual(["paragraph 2"]);
  });

  test("if a paragraph was removed since, the next one takes its place", async () => {
    const transcript = evenTranscript(5);
    const { items } = await read(new FakeSource(transcript), { first: 2 });
    const shorter = transcript.filter((_, index) => index !== 1);
    const slice = await read(new FakeSource(shorter, { refusesToken: () => true }), { first: 1, after: items[1]! });
    expect(texts(slice)).toEqual(["paragraph 2"]);
  });

  test("an upstream that starts again on an unknown token is noticed", async () => {
    const source = new FakeSource(evenTranscript(30));
    const { items } = await read(source, { first: 20 });
    const forgetful: PageSource = {
      getPage: ({ start, ...rest }) =>
        source.getPage({ ...rest, start: start !== null && "token" in start ? null : start }),
    };
    expect(texts(await read(forgetful, { first: 2, after: items.at(-1)! }))).toEqual(["paragraph 20", "paragraph 21"]);
    expect(texts(await read(forgetful, { first: 2, after: items[0]! }))).toEqual(["paragraph 1", "paragraph 2"]);
  });
});

test("of equal paragraphs that start together, a cursor names the one that it was made for", async () => {
  const transcript = [0, 1000, 1000, 1000, 2000].map((time) => paragraphAt(time, `at ${time}`));
  const source = new FakeSource(transcript, { tokenPlace: "none" });
  const { items } = await read(source, { first: 5 });
  for (const [index, after] of items.entries())
    expect((await read(source, { first: 5, after })).items).toHaveLength(4 - index);
});

test("the own tokens of two cursors show their order, so a window between them costs one call", async () => {
  const source = new FakeSource(evenTranscript(500), { pageLimit: () => 50 });
  const { items } = await read(source, { from: 100_000, first: 10 });
  const before = source.calls.length;
  const between = await read(source, { first: 50, after: items[1]!, before: items[5]! });
  expect(texts(between)).toEqual(["paragraph 102", "paragraph 103", "paragraph 104"]);
  expect(source.calls.length - before).toBe(1);
});

test("a window before a cursor knows the places of its paragraphs from the cursor's", async () => {
  const source = new FakeSource(evenTranscript(9));
  const { items } = await read(source, { first: 4 });
  const before = await read(source, { last: 3, before: items[3]! });
  expect(before.items.map(({ index }) => index)).toEqual([0, 1, 2]);
});

describe("a scan that makes no progress ends with UPSTREAM_BAD_RESPONSE", () => {
  const a = said(0, "1");
  const b = said(10, "2");
  test.each<[string, readonly PageWithoutToken[]]>([
    ["an empty page with hasMore", [{ paragraphs: [], hasMore: true }]],
    ["the same page again and again", [{ paragraphs: [a, b], hasMore: true }]],
    [
      "two pages in a circle at one time",
      [
        { paragraphs: [said(0, "1", "x")], hasMore: true },
        { paragraphs: [said(0, "2", "y")], hasMore: true },
        { paragraphs: [said(0, "1", "x")], hasMore: true },
      ],
    ],
    [
      "no token anywhere, and the same page for every time",
      [{ paragraphs: [said(0, null), said(1, null)], hasMore: true }],
    ],
  ])("%s", async (_name, pages) => {
    const source = new ScriptedSource(pages);
    await expect(read(source, { first: 50 })).rejects.toMatchObject({ code: "UPSTREAM_BAD_RESPONSE" });
    expect(source.calls.length).toBeLessThan(16);
  });

  test("an endless transcript without a matching paragraph ends at the maximum number of calls", async () => {
    let time = 0;
    const source: PageSource = {
      getPage: async () => ({ paragraphs: [said((time += 1), String(time))], hasMore: true, token: null }),
    };
    await expect(read(source, { from: 1_000_000 })).rejects.toThrow("did not come to an end in 5000 calls");
  });

  test("an upstream that ignores the requested time is read until the window is there", async () => {
    const source = new FakeSource(evenTranscript(300));
    const timeless: PageSource = {
      getPage: ({ start, ...rest }) =>
        source.getPage({ ...rest, start: start !== null && "startTime" in start ? null : start }),
    };
    expect(texts(await read(timeless, { last: 2, until: 2000 }))).toEqual(["paragraph 0", "paragraph 1"]);
    expect(texts(await read(timeless, { first: 1, from: 299_000 }))).toEqual(["paragraph 299"]);
  });
});

test("a failed scan fails again in the same way, without another call", async () => {
  const failure = new GatewayError("UPSTREAM_TIMEOUT", "too slow");
  const source = new ScriptedSource([failure]);
  const scan = new Scan(
    source,
    { conference, direction: "ascending", start: null },
    { onFalseHasMore: () => undefined },
  );
  await expect(scan.extend(1)).rejects.toBe(failure);
  await expect(scan.extend(1)).rejects.toBe(failure);
  expect(source.calls).toHaveLength(1);
});

test("a refusal that does not concern the token is passed on", async () => {
  const refusal = new BadUserInput("conferenceId: not an identifier");
  await expect(read(new ScriptedSource([refusal]), { after: positionOf(said(5, "1"), "ascending") })).rejects.toBe(
    refusal,
  );
});
