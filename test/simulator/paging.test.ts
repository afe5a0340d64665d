import { describe, expect, test } from "@jest/globals";

import { DEFAULT_BEHAVIOUR, selectPage, type PagingBehaviour, type PagingQuery } from "../../src/simulator/paging.js";

const transcript = [0, 10, 10, 20, 30].map((startTime, number) => ({ startTime, number }));
const anything: PagingQuery = { direction: "0", maxResults: null, startTime: null, nextToken: null };

function page(query: Partial<PagingQuery>, behaviour: Partial<PagingBehaviour> = {}, call = 0) {
  const selection = selectPage(transcript, { ...anything, ...query }, { ...DEFAULT_BEHAVIOUR, ...behaviour }, call);
  if (selection === null) throw new Error("the token was refused");
  return { ...selection, numbers: selection.items.map(({ paragraph }) => paragraph.number) };
}

const tokenAfter = (query: Partial<PagingQuery>, behaviour?: Partial<PagingBehaviour>) => {
  const { items, pageToken } = page(query, behaviour);
  return pageToken ?? items.at(-1)?.token ?? "";
};

describe("a page of the transcript", () => {
  test("begins with the first paragraph, and with the last one in descending order", () => {
    expect(page({ maxResults: 2 }).numbers).toEqual([0, 1]);
    expect(page({ maxResults: 2, direction: "1" }).numbers).toEqual([4, 3]);
  });

  test("reads the token 0 as none at all", () => {
    expect(page({ nextToken: "0" }).numbers).toEqual([0, 1, 2, 3, 4]);
  });

  test.each(["0", "1"] as const)(
    "leads to every paragraph once when tokens are followed in direction %s",
    (direction) => {
      const seen: number[] = [];
      let nextToken: string | null = null;
      for (let more = true; more && seen.length < 10;) {
        const { numbers, items, hasMore } = page({ direction, nextToken, maxResults: 2 });
        seen.push(...numbers);
        nextToken = items.at(-1)?.token ?? null;
        more = hasMore;
      }
      expect(seen).toEqual(direction === "0" ? [0, 1, 2, 3, 4] : [4, 3, 2, 1, 0]);
    },
  );

  test("says that there is no more when it ends exactly at the end", () => {
    expect(page({ maxResults: 5 }).hasMore).toBe(false);
    expect(page({ maxResults: 4 }).hasMore).toBe(true);
  });

  test("is empty for a start time behind the recording's end, or before its start in descending order", () => {
    expect(page({ startTime: 31 })).toMatchObject({ numbers: [], hasMore: false });
    expect(page({ startTime: -1, direction: "1" })).toMatchObject({ numbers: [], hasMore: false });
  });

  test("gives every paragraph a token of its own, each beyond what a double can hold", () => {
    const tokens = page({}).items.map(({ token }) => token ?? "");
    expect(new Set(tokens).size).toBe(5);
    expect(tokens.filter((token) => !Number.isSafeInteger(Number(token)))).toHaveLength(5);
  });
});

describe("a behaviour that the document leaves open", () => {
  test("startTimeInclusive decides about the paragraphs that start exactly then", () => {
    expect(page({ startTime: 10 }).numbers).toEqual([1, 2, 3, 4]);
    expect(page({ startTime: 10 }, { startTimeInclusive: false }).numbers).toEqual([3, 4]);
    expect(page({ startTime: 10, direction: "1" }).numbers).toEqual([2, 1, 0]);
    expect(page({ startTime: 10, direction: "1" }, { startTimeInclusive: false }).numbers).toEqual([0]);
  });

  test.each([
    ["0", [1, 2, 3, 4], [2, 3, 4]],
    ["1", [3, 2, 1, 0], [2, 1, 0]],
  ] as const)("tokenInclusive repeats the boundary paragraph in direction %s", (direction, repeated, clean) => {
    const nextToken = tokenAfter({ direction, maxResults: 2 });
    expect(page({ direction, nextToken }, { tokenInclusive: true }).numbers).toEqual(repeated);
    expect(page({ direction, nextToken }).numbers).toEqual(clean);
  });

  test("tokensBoundToDirection refuses a token in the direction it was not handed out in", () => {
    const bound = () => page({ direction: "1", nextToken: tokenAfter({ maxResults: 3 }) });
    expect(bound).toThrow("refused");
    const free = { tokensBoundToDirection: false };
    expect(page({ direction: "1", nextToken: tokenAfter({ maxResults: 3 }, free) }, free).numbers).toEqual([1, 0]);
  });

  test("pageLimit keeps a page short though more was asked for, and says that there is more", () => {
    const behaviour = { pageLimit: (call: number) => call + 1 };
    expect(page({ maxResults: 5 }, behaviour, 0)).toMatchObject({ numbers: [0], hasMore: true });
    expect(page({ maxResults: 5 }, behaviour, 2)).toMatchObject({ numbers: [0, 1, 2], hasMore: true });
  });

  test("tokenPlace moves the token from the paragraphs to the page", () => {
    const behaviour = { tokenPlace: "page" } as const;
    const { items, pageToken } = page({ maxResults: 2 }, behaviour);
    expect(items.map(({ token }) => token)).toEqual([null, null]);
    expect(pageToken).toBe(tokenAfter({ maxResults: 2 }));
    expect(page({ nextToken: pageToken }, behaviour).numbers).toEqual([2, 3, 4]);
  });

  test("refusesToken turns a token away that was good before", () => {
    const nextToken = tokenAfter({ maxResults: 2 });
    expect(() => page({ nextToken }, { refusesToken: (token) => token === nextToken })).toThrow("refused");
  });

  test.each(["1", "-5", "1631172045153000002", "1631172045153999999", "9223372036854775807"])(
    "a token that was never handed out is refused: %s",
    (nextToken) => {
      expect(() => page({ nextToken })).toThrow("refused");
    },
  );
});
