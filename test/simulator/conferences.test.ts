import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { BUILT_IN_CONFERENCES, findBuiltIn } from "../../src/simulator/conferences.js";
import { FAILURE_CONFERENCES } from "../../src/simulator/failures.js";
import { startSimulator, type Simulator } from "../../src/simulator/simulator.js";
import { getTexts } from "./client.js";

const MINUTE_MS = 60_000;

let simulator: Simulator;
let nowMs = 1_000_000;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => nowMs });
});
afterAll(() => simulator.close());

interface JsonPage {
  readonly hasMore: boolean;
  readonly paragraphList: readonly {
    readonly nextTtoken: number;
    readonly recordId: number;
    readonly startTime: number;
    readonly endTime: number;
    readonly paragraph: string;
    readonly sentenceList?: readonly { readonly wordList: readonly unknown[] }[] | null;
  }[];
}

/** A page of at most `size` paragraphs; JavaScript has rounded its int64 values. */
async function page(conferenceId: string, size: number, query = "", direction: 0 | 1 = 0): Promise<JsonPage> {
  const { text, status } = await getTexts(
    simulator,
    conferenceId,
    `?maxResults=${size}&direction=${direction}${query}`,
  );
  expect(status).toBe(200);
  return JSON.parse(text);
}

const startsOf = ({ paragraphList }: JsonPage) => paragraphList.map(({ startTime }) => startTime);
const fallsOf = (starts: readonly number[]) =>
  starts
    .slice(1)
    .map((start, index) => start - (starts[index] ?? start))
    .filter((step) => step < 0);

/** The texts of the paragraphs that start together, group by group. */
const groupsOf = ({ paragraphList }: JsonPage) =>
  [...Map.groupBy(paragraphList, ({ startTime }) => startTime).values()].map((group) =>
    group.map(({ paragraph }) => paragraph),
  );

/** The int64 values of a page with exact digits. */
async function digitsOf(conferenceId: string, key: "recordId" | "nextTtoken"): Promise<readonly string[]> {
  const { text } = await getTexts(simulator, conferenceId, "?maxResults=20");
  return [...text.matchAll(new RegExp(`"${key}":(\\d+)`, "g"))].map(([, digits = ""]) => digits);
}

const isExact = (digits: string) => Number.isSafeInteger(Number(digits));

const DOCUMENT = readFileSync(new URL("../../docs/simulator.md", import.meta.url), "utf8");

test("docs/simulator.md lists every conference that fails", () => {
  const missing = FAILURE_CONFERENCES.filter(
    ({ conferenceId, code }) => !DOCUMENT.includes(`\`${code ?? conferenceId}\``),
  );
  expect(missing).toEqual([]);
});

test("docs/simulator.md has a row for every built-in meeting and undocumented failure, with its description", () => {
  const rows = [...DOCUMENT.matchAll(/^\| `([\w-]+)` +\| (.*?) +\|$/gm)].map(([, id, text]) => [id, text]);
  const conferences = [...BUILT_IN_CONFERENCES, ...FAILURE_CONFERENCES.filter(({ code }) => code === null)];
  const expected = conferences.map(({ conferenceId, description }) => [conferenceId, description]);
  expect(rows.filter(([id]) => id !== "error-CODE")).toEqual(expected);
});

test.each(BUILT_IN_CONFERENCES.map(({ conferenceId }) => conferenceId).filter((id) => id !== "demo-int64"))(
  "%s has tokens and records that JavaScript reads exactly",
  async (conferenceId) => {
    for (const key of ["nextTtoken", "recordId"] as const) {
      const digits = await digitsOf(conferenceId, key);
      expect(digits.length).toBeGreaterThan(0);
      expect(digits.every(isExact)).toBe(true);
    }
  },
);

test("demo-int64 has tokens and records that JavaScript rounds", async () => {
  for (const key of ["nextTtoken", "recordId"] as const) {
    const digits = await digitsOf("demo-int64", key);
    expect(digits).toHaveLength(20);
    expect(digits.some(isExact)).toBe(false);
    expect(new Set(digits).size).toBe(20);
  }
});

test("demo-page-token has one token in every paragraph of a page, and it continues after the page", async () => {
  const whole = await page("demo-page-token", 20);
  const first = await page("demo-page-token", 10);
  const tokens = new Set(first.paragraphList.map(({ nextTtoken }) => nextTtoken));
  expect(tokens.size).toBe(1);
  const next = await page("demo-page-token", 10, `&nextToken=${[...tokens].join()}`);
  expect([...startsOf(first), ...startsOf(next)]).toEqual(startsOf(whole));
});

test("demo-two-recordings starts again once, with another record, while tokens keep rising", async () => {
  const { paragraphList } = await page("demo-two-recordings", 2000);
  const starts = paragraphList.map(({ startTime }) => startTime);
  expect(fallsOf(starts)).toHaveLength(1);
  expect(fallsOf(starts)[0]).toBeLessThan(-30 * MINUTE_MS);
  expect(new Set(paragraphList.map(({ recordId }) => recordId)).size).toBe(2);
  expect(fallsOf(paragraphList.map(({ nextTtoken }) => nextTtoken))).toEqual([]);
});

test("demo-out-of-order has every seventh paragraph 5 ms early", async () => {
  const falls = fallsOf(startsOf(await page("demo-out-of-order", 2000)));
  expect(falls.length).toBeGreaterThan(50);
  expect(new Set(falls)).toEqual(new Set([-5]));
});

test("demo-ties has groups of three that start together and keep their order in descending pages", async () => {
  const ascending = await page("demo-ties", 2000);
  const starts = startsOf(ascending);
  expect(starts.every((start, index) => start === starts[index - (index % 3)])).toBe(true);
  const descending = await page("demo-ties", 2000, "", 1);
  expect(groupsOf(descending)).toEqual(groupsOf(ascending).toReversed());
});

test("demo-time-tokens has one token for the three paragraphs that start together, and the page after it begins with them", async () => {
  const first = await page("demo-time-tokens", 5);
  const [, , , fourth, fifth] = first.paragraphList;
  expect(fifth?.nextTtoken).toBe(fourth?.nextTtoken);
  const next = await page("demo-time-tokens", 5, `&nextToken=${fifth?.nextTtoken}`);
  expect(next.paragraphList.slice(0, 2)).toEqual([fourth, fifth]);
});

test("demo-short-pages has at most 50 paragraphs in a page, even if more are requested, and says that more follow", async () => {
  const { paragraphList, hasMore } = await page("demo-short-pages", 2000);
  expect([paragraphList.length, hasMore]).toEqual([50, true]);
});

test("a page limit of the simulator makes short pages shorter, and does not change the rest of a conference", async () => {
  const strict = await startSimulator({ behaviour: { pageLimit: () => 7, tokenPlace: "page" } });
  const replies = await Promise.all(["demo-short-pages", "demo-page-token"].map((id) => getTexts(strict, id)));
  await strict.close();
  const [short, shared] = replies.map(({ text }): JsonPage => JSON.parse(text));
  expect(short?.paragraphList).toHaveLength(7);
  expect(new Set(shared?.paragraphList.map(({ nextTtoken }) => nextTtoken)).size).toBe(1);
});

/** The texts of `demo-live` this long after the start. */
const textsAt = (elapsedMs: number) =>
  findBuiltIn("demo-live")
    ?.transcriptAt(elapsedMs)
    .map(({ paragraph }) => paragraph ?? "") ?? [];

describe("demo-live", () => {
  const READ = 2000;

  test("has ten minutes of talk when the simulator begins", async () => {
    const starts = startsOf(await page("demo-live", READ));
    expect(starts.length).toBeGreaterThan(30);
    expect(starts.at(-1)).toBeGreaterThan(9 * MINUTE_MS);
    expect(starts.at(-1)).toBeLessThan(10 * MINUTE_MS);
  });

  test("only ever grows: at its end, and in paragraphs that are still being spoken", async () => {
    let before = await page("demo-live", READ);
    let grown = 0;
    for (let step = 0; step < 120; step += 1) {
      nowMs += 1000;
      const now = await page("demo-live", READ);
      const kept = now.paragraphList.slice(0, before.paragraphList.length);
      expect(kept.map(({ startTime, nextTtoken }) => [startTime, nextTtoken])).toEqual(
        before.paragraphList.map(({ startTime, nextTtoken }) => [startTime, nextTtoken]),
      );
      const changed = kept.filter((item, index) => item.paragraph !== before.paragraphList[index]?.paragraph);
      for (const { startTime, endTime } of changed)
        expect([startTime <= endTime, endTime <= nowMs - 1_000_000 + 10 * MINUTE_MS]).toEqual([true, true]);
      grown += changed.length;
      before = now;
    }
    expect(grown).toBeGreaterThan(10);
  });

  test("only ever adds words to the text of a paragraph", () => {
    let before = textsAt(0);
    for (let elapsedMs = 1000; elapsedMs < 60 * MINUTE_MS; elapsedMs += 1000) {
      const now = textsAt(elapsedMs);
      expect(before.filter((text, index) => now[index]?.startsWith(text) !== true)).toEqual([]);
      before = now;
    }
  });

  test("ends after its hour, and never changes after that", async () => {
    nowMs += 60 * MINUTE_MS;
    const ended = await page("demo-live", READ);
    nowMs += 60 * MINUTE_MS;
    expect(await page("demo-live", READ)).toEqual(ended);
    expect(ended.paragraphList.length).toBeGreaterThan(350);
  });
});
