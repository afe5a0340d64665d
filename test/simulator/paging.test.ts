import { describe, expect, test } from "@jest/globals";

import { DEFAULT_BEHAVIOUR, type PagingBehaviour, type TokenPlace } from "../../src/simulator/paging-behaviour.js";
import { selectPage, type PagingQuery } from "../../src/simulator/paging.js";

const transcript = [0, 10, 10, 20, 30].map((startTime, number) => ({ startTime, number }));
const anything: PagingQuery = { direction: "0", maxResults: null, startTime: null, nextToken: null };

function page(query: Partial<PagingQuery>, behaviour: Partial<PagingBehaviour> = {}, call = 0, read = transcript) {
  const selection = selectPage(read, { ...anything, ...query }, { ...DEFAULT_BEHAVIOUR, ...behaviour }, call);
  if (selection === null) throw new Error("the token was refused");
  return { ...selection, numbers: selection.items.map(({ paragraph }) => paragraph.number) };
}

const tokenAfter = (query: Partial<PagingQuery>, behaviour?: Partial<PagingBehaviour>) => {
  const { items, pageToken } = page(query, behaviour);
  return pageToken ?? items.at(-1)?.token ?? "";
};

/**
 * The paragraphs that a client reads by the last token of each page. It stops when a page has no token or does not say
 * that more follow.
 */
function walk(direction: "0" | "1", behaviour: Partial<PagingBehaviour> = {}, read = transcript) {
  const seen: number[] = [];
  let nextToken: string | null = null;
  for (let calls = 0; calls < 20; calls += 1) {
    const { numbers, items, hasMore, pageToken } = page({ direction, nextToken, maxResults: 2 }, behaviour, 0, read);
    seen.push(...numbers);
    nextToken = pageToken ?? items.at(-1)?.token ?? null;
    if (hasMore !== true || nextToken === null) return seen;
  }
  throw new Error("the walk has no end");
}

describe("a page of the transcript", () => {
  test("begins with the first paragraph, and with the last one in descending order", () => {
    expect(page({ maxResults: 2 }).numbers).toEqual([0, 1]);
    expect(page({ maxResults: 2, direction: "1" }).numbers).toEqual([4, 3]);
  });

  test("treats the token 0 as none", () => {
    expect(page({ nextToken: "0" }).numbers).toEqual([0, 1, 2, 3, 4]);
  });

  test.each(["0", "1"] as const)("leads to every paragraph once by tokens in direction %s", (direction) => {
    expect(walk(direction)).toEqual(direction === "0" ? [0, 1, 2, 3, 4] : [4, 3, 2, 1, 0]);
  });

  test("says that there is no more if it ends exactly at the end", () => {
    expect(page({ maxResults: 5 }).hasMore).toBe(false);
    expect(page({ maxResults: 4 }).hasMore).toBe(true);
  });

  test("is empty for a start time after the recording's end, or before its start in descending order", () => {
    expect(page({ startTime: 31 })).toMatchObject({ numbers: [], hasMore: false });
    expect(page({ startTime: -1, direction: "1" })).toMatchObject({ numbers: [], hasMore: false });
  });

  test("gives every paragraph its own token, each beyond what a double can hold", () => {
    const tokens = page({}).items.map(({ token }) => token ?? "");
    expect(new Set(tokens).size).toBe(5);
    expect(tokens.filter((token) => !Number.isSafeInteger(Number(token)))).toHaveLength(5);
  });
});

describe("behaviour that the document leaves open", () => {
  test("startTimeInclusive decides about the paragraphs that start exactly then", () => {
    expect(page({ startTime: 10 }).numbers).toEqual([1, 2, 3, 4]);
    expect(page({ startTime: 10 }, { startTimeInclusive: false }).numbers).toEqual([3, 4]);
    expect(page({ startTime: 10, direction: "1" }).numbers).toEqual([2, 1, 0]);
    expect(page({ startTime: 10, direction: "1" }, { startTimeInclusive: false }).numbers).toEqual([0]);
  });

  test.each([
    ["0", 0, [2, 3, 4]],
    ["0", 1, [1, 2, 3, 4]],
    ["0", 2, [0, 1, 2, 3, 4]],
    ["0", 9, [0, 1, 2, 3, 4]],
    ["1", 0, [2, 1, 0]],
    ["1", 1, [3, 2, 1, 0]],
  ] as const)("in direction %s, tokenOverlap %i repeats this many paragraphs", (direction, tokenOverlap, numbers) => {
    const nextToken = tokenAfter({ direction, maxResults: 2 });
    expect(page({ direction, nextToken }, { tokenOverlap }).numbers).toEqual(numbers);
  });

  test("tokensBoundToDirection refuses a token in the other direction", () => {
    const bound = () => page({ direction: "1", nextToken: tokenAfter({ maxResults: 3 }) });
    expect(bound).toThrow("refused");
    const free = { tokensBoundToDirection: false };
    expect(page({ direction: "1", nextToken: tokenAfter({ maxResults: 3 }, free) }, free).numbers).toEqual([1, 0]);
  });

  test("pageLimit keeps a page short although more was requested, and says that there is more", () => {
    const behaviour = { pageLimit: (call: number) => call + 1 };
    expect(page({ maxResults: 5 }, behaviour, 0)).toMatchObject({ numbers: [0], hasMore: true });
    expect(page({ maxResults: 5 }, behaviour, 2)).toMatchObject({ numbers: [0, 1, 2], hasMore: true });
  });

  test("tokenPlace decides which paragraphs have a token, and which token", () => {
    const [first, second] = page({ maxResults: 2 }).items.map(({ token }) => token);
    const tokensOf = (tokenPlace: TokenPlace) => {
      const { items, pageToken } = page({ maxResults: 2 }, { tokenPlace });
      return [...items.map(({ token }) => token), pageToken];
    };
    expect(tokensOf("paragraph")).toEqual([first, second, null]);
    expect(tokensOf("shared")).toEqual([second, second, null]);
    expect(tokensOf("last")).toEqual([null, second, null]);
    expect(tokensOf("page")).toEqual([null, null, second]);
    expect(tokensOf("none")).toEqual([null, null, null]);
  });

  test.each(["paragraph", "shared", "last", "page"] as const)(
    "tokenPlace %s still leads to every paragraph once, from the end of one page to the next",
    (tokenPlace) => {
      expect(walk("0", { tokenPlace })).toEqual([0, 1, 2, 3, 4]);
      expect(walk("1", { tokenPlace })).toEqual([4, 3, 2, 1, 0]);
    },
  );

  test("tokensAreTimes gives one token to paragraphs that start together, and a page after it begins with them", () => {
    const behaviour = { tokensAreTimes: true };
    const [, second, third] = page({}, behaviour).items.map(({ token }) => token);
    expect(third).toBe(second);
    expect(page({ nextToken: third ?? "" }, behaviour).numbers).toEqual([1, 2, 3, 4]);
    const [, , after] = page({ direction: "1" }, behaviour).items.map(({ token }) => token);
    expect(page({ nextToken: after ?? "", direction: "1" }, behaviour).numbers).toEqual([2, 1, 0]);
  });

  test("an empty page has no token with any tokenPlace", () => {
    for (const tokenPlace of ["shared", "page"] as const)
      expect(page({ startTime: 31 }, { tokenPlace })).toMatchObject({ items: [], pageToken: null });
  });

  test.each([
    ["exact", true, false, false],
    ["absent", null, null, null],
    ["full-page", true, true, false],
    ["always", true, true, true],
  ] as const)("hasMore %s: in a page, in the last full page and in an empty page", (hasMore, page1, last, empty) => {
    expect(page({ maxResults: 4 }, { hasMore }).hasMore).toBe(page1);
    expect(page({ maxResults: 5 }, { hasMore }).hasMore).toBe(last);
    expect(page({ startTime: 31 }, { hasMore }).hasMore).toBe(empty);
  });

  test("on the last page, hasMore is false if it is full-page, and true if it is always", () => {
    expect(page({ maxResults: 6 }, { hasMore: "full-page" }).hasMore).toBe(false);
    expect(page({ maxResults: 6 }, { hasMore: "always" }).hasMore).toBe(true);
  });

  test("an upstream whose last full page says that there is more has an empty page after it", () => {
    const nextToken = tokenAfter({ maxResults: 5 });
    expect(page({ nextToken }, { hasMore: "full-page" })).toMatchObject({ numbers: [], hasMore: false });
  });

  test("with ties kept, paragraphs that start together stand in ascending order in descending pages, too", () => {
    const group = [0, 10, 10, 10, 20].map((startTime, number) => ({ startTime, number }));
    expect(page({ direction: "1" }, { ties: "kept" }, 0, group).numbers).toEqual([4, 1, 2, 3, 0]);
    expect(page({ direction: "1", startTime: 10 }, { ties: "kept" }, 0, group).numbers).toEqual([1, 2, 3, 0]);
    expect(page({ direction: "0" }, { ties: "kept" }, 0, group).numbers).toEqual([0, 1, 2, 3, 4]);
    expect(walk("1", { ties: "kept" }, group)).toEqual([4, 1, 2, 3, 0]);
  });

  test("firstToken can keep every token within a double", () => {
    const behaviour = { firstToken: 1_631_172_045_153_000n };
    const tokens = page({}, behaviour).items.map(({ token }) => Number(token));
    expect(tokens.every(Number.isSafeInteger)).toBe(true);
    expect(walk("0", behaviour)).toEqual([0, 1, 2, 3, 4]);
  });

  test("refusesToken refuses a token that was valid before", () => {
    const nextToken = tokenAfter({ maxResults: 2 });
    expect(() => page({ nextToken }, { refusesToken: (token) => token === nextToken })).toThrow("refused");
  });

  test.each(["1", "-5", "1631172045153000002", "1631172045153999999", "9223372036854775807"])(
    "a token that was never issued is refused: %s",
    (nextToken) => {
      expect(() => page({ nextToken })).toThrow("refused");
      expect(() => page({ nextToken }, { tokensAreTimes: true })).toThrow("refused");
    },
  );
});

describe("a transcript whose times fall", () => {
  const falling = [0, 500, 1000, 200, 700, 1500].map((startTime, number) => ({ startTime, number }));
  const numbersOf = (query: Partial<PagingQuery>) => page(query, {}, 0, falling).numbers;

  test("is read in its own order", () => {
    expect(walk("0", {}, falling)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(walk("1", {}, falling)).toEqual([5, 4, 3, 2, 1, 0]);
  });

  test("has an ascending page from a time that begins at the first paragraph with that time or later", () => {
    expect(numbersOf({ startTime: 600 })).toEqual([2, 3, 4, 5]);
    expect(numbersOf({ startTime: 1001 })).toEqual([5]);
  });

  test("has a descending page from a time that begins at the last paragraph with that time or earlier", () => {
    expect(numbersOf({ startTime: 600, direction: "1" })).toEqual([3, 2, 1, 0]);
    expect(numbersOf({ startTime: 100, direction: "1" })).toEqual([0]);
  });
});
