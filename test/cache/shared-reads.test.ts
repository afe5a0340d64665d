import { expect, test } from "@jest/globals";
import { GatewayError, ResponseTooLong } from "../../src/errors.js";
import type { Page } from "../../src/transcript/model.js";
import { CachedWorld, textsOf, type WorldCall } from "../support/cached-world.js";
import { evenTranscript, FakeSource } from "../support/fake-source.js";

const HOUR = evenTranscript(419);
const settle = () => new Promise(setImmediate);

/** An upstream whose responses wait until the test releases them, in the order of the calls. */
class HeldUpstream {
  readonly #held: (() => void)[] = [];
  readonly source = new FakeSource(HOUR);

  readonly respond = async (call: WorldCall): Promise<Page> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.push(resolve);
    await promise;
    return this.source.getPage(call);
  };

  async letGo(): Promise<void> {
    for (const go of this.#held.splice(0)) go();
    await settle();
  }
}

test("a caller who disconnects does not end other callers' waits, and the page is cached", async () => {
  const upstream = new HeldUpstream();
  const world = new CachedWorld(upstream.respond);
  const impatient = new AbortController();
  const first = world.read({}, { signal: impatient.signal });
  const second = world.read();
  await settle();
  impatient.abort(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  await upstream.letGo();
  expect(textsOf(await second)).toHaveLength(50);
  expect(world.calls).toHaveLength(1);
});

test("each waiter keeps its own deadline", async () => {
  const upstream = new HeldUpstream();
  const world = new CachedWorld(upstream.respond);
  const patient = world.read();
  await expect(world.read({}, { remainingMs: () => 1 })).rejects.toMatchObject({ code: "UPSTREAM_TIMEOUT" });
  await upstream.letGo();
  expect(textsOf(await patient)).toHaveLength(50);
});

test("an operation without calls left reads from the cache, joins reads in flight, and starts none", async () => {
  const upstream = new HeldUpstream();
  const world = new CachedWorld(upstream.respond);
  await expect(world.read({}, { maxCalls: 0 })).rejects.toMatchObject({ code: "OPERATION_TOO_COSTLY" });
  expect(world.calls).toHaveLength(0);
  const paying = world.read();
  const joining = world.read({}, { maxCalls: 0 });
  await settle();
  await upstream.letGo();
  expect((await paying).items).toHaveLength(50);
  expect((await joining).items).toHaveLength(50);
  expect(textsOf(await world.read({}, { maxCalls: 0 }))).toHaveLength(50);
});

test("one operation's limit does not fail another operation", async () => {
  const world = new CachedWorld((call) => new FakeSource(evenTranscript(5000)).getPage(call));
  const [poor, rich] = await Promise.allSettled([
    world.read({ last: 1 }, { maxCalls: 1 }),
    world.read({ last: 1 }, { maxCalls: 10 }),
  ]);
  expect(rich?.status).toBe("fulfilled");
  expect(poor?.status === "fulfilled" || poor?.reason.code === "OPERATION_TOO_COSTLY").toBe(true);
});

test.each([
  ["times out", () => new GatewayError("UPSTREAM_TIMEOUT", "no complete response")],
  ["is too large", () => new ResponseTooLong("too large")],
])("a page that %s is requested again at half the size, and later pages keep that size", async (_, fail) => {
  const source = new FakeSource(evenTranscript(3000));
  const world = new CachedWorld(async (call) => {
    if (call.maxResults > 700) throw fail();
    return source.getPage(call);
  });
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 2999"]);
  expect(world.calls.map(({ maxResults }) => maxResults)).toEqual([2000, 1000, 500, 500, 500, 500, 500, 500]);
});

test("a page that is too large at every size is an error", async () => {
  const world = new CachedWorld(async () => {
    throw new ResponseTooLong("too large");
  });
  await expect(world.read()).rejects.toThrow("too large");
  expect(world.calls.map(({ maxResults }) => maxResults)).toEqual([2000, 1000, 500, 250, 125, 63, 32]);
});

test("an upstream that is slow at every page size gets at most three calls", async () => {
  const world = new CachedWorld(async () => {
    throw new GatewayError("UPSTREAM_TIMEOUT", "no complete response");
  });
  await expect(world.read()).rejects.toThrow("no complete response");
  expect(world.calls.map(({ maxResults }) => maxResults)).toEqual([2000, 1000, 500]);
});

test("pages in flight wait for memory, and a read that gets none in time fails alone", async () => {
  const upstream = new HeldUpstream();
  const world = new CachedWorld(upstream.respond, { maxBytesInFlight: 17_000_000 });
  const first = world.read({}, {}, "one");
  const second = world.read({}, {}, "two");
  const hurried = world.read({}, { remainingMs: () => 1 }, "three");
  await settle();
  expect(world.calls).toHaveLength(1);
  await expect(hurried).rejects.toMatchObject({ code: "UPSTREAM_TIMEOUT" });
  await upstream.letGo();
  expect((await first).items).toHaveLength(50);
  await upstream.letGo();
  expect((await second).items).toHaveLength(50);
  expect(world.calls).toHaveLength(2);
});

test("a transcript that does not fit is paged, and the cache remembers this", async () => {
  const source = new FakeSource(evenTranscript(6000));
  const world = new CachedWorld((call) => source.getPage(call), { maxBytes: 3_000_000 });
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 5999"]);
  const before = world.calls.length;
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 5999"]);
  expect(world.calls.length - before).toBe(1);
  expect(world.cache.status.bytes).toBeLessThanOrEqual(3_000_000);
  expect(world.reads.map(({ outcome }) => outcome)).toEqual(["paged", "paged"]);
});

test("a transcript that no longer fits after a check of its end shows its new paragraphs page by page", async () => {
  let source = new FakeSource(evenTranscript(5));
  const world = new CachedWorld((call) => source.getPage(call), { maxBytes: 12_000 });
  await world.read();
  source = new FakeSource(evenTranscript(30));
  world.now += 5000;
  for (const outcome of ["paged", "paged"]) {
    expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 29"]);
    expect(world.reads.at(-1)).toMatchObject({ outcome });
  }
  const { paragraphs } = await world.reader().readWhole({ conferenceId: "c", unionId: null });
  expect(paragraphs).toHaveLength(30);
});

test("a whole transcript is read within the operation's limits even if its windows are paged", async () => {
  const source = new FakeSource(evenTranscript(1000), { pageLimit: () => 50 });
  const world = new CachedWorld((call) => source.getPage(call));
  await world.read({ last: 1 });
  const conference = { conferenceId: "c", unionId: null };
  await expect(world.reader({ maxCalls: 5 }).readWhole(conference)).rejects.toMatchObject({
    code: "OPERATION_TOO_COSTLY",
  });
  const whole = await world.reader({ maxCalls: 300 }).readWhole(conference);
  expect(whole).toMatchObject({ complete: true, readAtMs: world.now });
  expect(whole.paragraphs).toHaveLength(1000);
});

test("a read reports whether it made a call", async () => {
  const world = new CachedWorld((call) => new FakeSource(HOUR).getPage(call));
  await Promise.all([world.read(), world.read()]);
  world.now += 2000;
  await world.read();
  expect(world.reads).toEqual([
    { outcome: "miss", ageMs: 0 },
    { outcome: "joined", ageMs: 0 },
    { outcome: "hit", ageMs: 2000 },
  ]);
});
