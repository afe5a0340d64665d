import { expect, test } from "@jest/globals";
import { GatewayError } from "../../src/errors.js";
import type { Position } from "../../src/transcript/position.js";
import { CachedWorld, textsOf, windowOf } from "../support/cached-world.js";
import { evenTranscript, FakeSource } from "../support/fake-source.js";

const LONG = evenTranscript(5303);
const HOUR = evenTranscript(419);
const OPERATORS = Array.from({ length: 10 }, (_, index) => `operator-${index}`);

function worldOf(transcript = LONG, options: ConstructorParameters<typeof CachedWorld>[1] = {}, pageLimit = 2000) {
  const source = new FakeSource(transcript, { pageLimit: () => pageLimit });
  return new CachedWorld((call) => source.getPage(call), options);
}

/**
 * Scrolls through a whole transcript, 50 paragraphs at a time, forward and back, and then reads windows at random
 * times.
 */
async function browse(world: CachedWorld, operator: string | null = null): Promise<void> {
  const caller = { operator };
  const forward: string[] = [];
  let after: Position | null = null;
  for (let more = true; more;) {
    const slice = await world.read({ first: 50, after }, caller);
    forward.push(...textsOf(slice));
    after = slice.items.at(-1) ?? null;
    more = slice.hasNextPage;
  }
  const backward: string[] = [];
  let before: Position | null = null;
  for (let more = true; more;) {
    const slice = await world.read({ last: 50, before }, caller);
    backward.unshift(...textsOf(slice));
    before = slice.items[0] ?? null;
    more = slice.hasPreviousPage;
  }
  const expected = LONG.map(({ text }) => text);
  expect(forward).toEqual(expected);
  expect(backward).toEqual(expected);
  for (let jump = 0; jump < 100; jump += 1) {
    const from = ((jump * 7919) % 5303) * 1000;
    const slice = await world.read({ first: 20, from, until: from + 60_000 }, caller);
    expect(textsOf(slice)[0]).toBe(`paragraph ${from / 1000}`);
  }
}

test("one viewer who reads 5,303 paragraphs forward, backward and in jumps costs 3 calls", async () => {
  const world = worldOf(LONG, { tailMs: 0 });
  await browse(world);
  expect(world.calls).toHaveLength(3);
});

test("ten operators with one token cost 30 calls, or 12 if they share and each proves its access", async () => {
  for (const [sharesBetweenOperators, calls] of [
    [false, 30],
    [true, 12],
  ] as const) {
    const world = worldOf(LONG, { tailMs: 0, sharesBetweenOperators });
    for (const operator of OPERATORS) await browse(world, operator);
    expect(world.calls).toHaveLength(calls);
  }
});

test("50 parallel requests of one caller for windows of an hour's meeting cost 1 call", async () => {
  const world = worldOf(HOUR);
  const slices = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      world.read(index % 2 === 0 ? { first: 1 + index } : { last: 1 + index, order: "descending" }),
    ),
  );
  expect(slices.map(({ items }) => items.length)).toEqual(Array.from({ length: 50 }, (_, index) => 1 + index));
  expect(world.calls).toHaveLength(1);
});

test("the last page, 100 of its paragraphs by id, and then everything cost 1 call", async () => {
  const world = worldOf(HOUR);
  const { items } = await world.read({ last: 50 });
  const { items: more } = await world.read({ last: 100 });
  const reader = world.reader();
  const conference = { conferenceId: "c", unionId: null };
  const found = await reader.findParagraphs(conference, more);
  expect(found.map((each) => each !== null)).toEqual(Array(100).fill(true));
  expect(await world.read({ first: 2000 })).toMatchObject({ hasNextPage: false });
  expect(items).toHaveLength(50);
  expect(world.calls).toHaveLength(1);
});

test("50 meetings in one operation cost 50 calls", async () => {
  const world = worldOf(HOUR);
  const reader = world.reader({ maxCalls: 50 });
  const windows = Array.from({ length: 50 }, (_, index) =>
    windowOf({ first: 2 }, { conferenceId: `c${index}`, unionId: null }),
  );
  const slices = await reader.readWindows(windows);
  expect(slices.filter((slice) => slice instanceof Error)).toEqual([]);
  expect(world.calls).toHaveLength(50);
});

test("with 50 paragraphs per call, the first page costs 1 call, the last 3, and the first again none", async () => {
  const world = worldOf(LONG, {}, 50);
  const costs: number[] = [];
  for (const args of [{ first: 50 }, { last: 50 }, { first: 50 }, { last: 50 }]) {
    const before = world.calls.length;
    const slice = await world.read(args);
    expect(slice.items).toHaveLength(50);
    costs.push(world.calls.length - before);
  }
  expect(costs[0]).toBe(1);
  expect(costs[1]).toBeLessThanOrEqual(3);
  expect(costs[2]).toBe(0);
  // The cache remembers that the transcript is too long, so the last page costs no probe.
  expect(costs[3]).toBeLessThanOrEqual(2);
});

test("with 50 paragraphs per call, a short meeting is cached completely, because it needs few calls", async () => {
  const world = worldOf(HOUR, {}, 50);
  expect(textsOf(await world.read({ last: 3 }))).toEqual(["paragraph 416", "paragraph 417", "paragraph 418"]);
  expect(world.calls).toHaveLength(10);
  await world.read({ last: 100 });
  expect(world.calls).toHaveLength(10);
});

test("a meeting that is not found costs 1 call for 20 polls in 4 s", async () => {
  const world = new CachedWorld(async () => {
    throw new GatewayError("CLOUD_RECORD_NOT_FOUND", "no cloud recording");
  });
  for (let poll = 0; poll < 20; poll += 1) {
    await expect(world.read()).rejects.toThrow("no cloud recording");
    world.now += 200;
  }
  expect(world.calls).toHaveLength(1);
});

/** A meeting with a paragraph every 10 s, for `seconds`. */
function runningMeeting(seconds: number): { readonly world: CachedWorld; readonly said: () => number } {
  const transcript = evenTranscript(1);
  const start = Date.UTC(2026, 0, 1);
  const said = () => 1 + Math.floor(Math.min(seconds * 1000, world.now - start) / 10_000);
  const world: CachedWorld = new CachedWorld((call) => {
    while (transcript.length < said()) transcript.push(evenTranscript(transcript.length + 1).at(-1)!);
    return new FakeSource(transcript).getPage(call);
  });
  return { world, said };
}

test("reading the end of a running meeting every second for 10 minutes costs at most 130 calls and lags at most 6 s", async () => {
  const { world, said } = runningMeeting(600);
  const seenAt: number[] = [];
  for (let second = 0; second < 600; second += 1) {
    const { items } = await world.read({ last: 5 });
    for (let seen = (items.at(-1)?.index ?? 0) + 1; seen > 0 && seenAt[seen] === undefined; seen -= 1)
      seenAt[seen] = second;
    world.now += 1000;
  }
  expect(said()).toBe(61);
  const lags = seenAt.slice(1).map((second, index) => second - index * 10);
  expect(Math.max(...lags)).toBeLessThanOrEqual(6);
  expect(lags).toHaveLength(60);
  expect(world.calls.length).toBeLessThanOrEqual(130);
});

test("reading the end of a finished meeting every second for an hour costs at most 20 calls", async () => {
  const { world } = runningMeeting(600);
  for (let second = 0; second < 600; second += 1) {
    await world.read({ last: 5 });
    world.now += 1000;
  }
  const before = world.calls.length;
  for (let second = 0; second < 3600; second += 1) {
    await world.read({ last: 5 });
    world.now += 1000;
  }
  expect(world.calls.length - before).toBeLessThanOrEqual(20);
});
