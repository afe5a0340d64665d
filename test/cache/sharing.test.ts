import { expect, test } from "@jest/globals";
import { GatewayError } from "../../src/errors.js";
import { createLoaders } from "../../src/loaders/loaders.js";
import { HourUsedUp } from "../../src/upstream/resilience/call-limits.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { CachedWorld, textsOf, windowOf, type WorldCall } from "../support/cached-world.js";
import { evenTranscript, FakeSource, paragraphAt } from "../support/fake-source.js";

/** An upstream with a transcript for each operator; null: it refuses the operator. */
function upstreamOf(transcripts: Readonly<Record<string, readonly Paragraph[] | null>>) {
  return async (call: WorldCall) => {
    const transcript = transcripts[call.conference.unionId ?? ""];
    if (transcript === null || transcript === undefined) throw new GatewayError("FORBIDDEN", "not yours");
    return new FakeSource(transcript).getPage(call);
  };
}

const SAME = evenTranscript(20);
const OTHER = SAME.with(0, paragraphAt(0, "another beginning"));
const sharing = { sharesBetweenOperators: true, tailMs: 0 };
const sizesOf = (world: CachedWorld) => world.calls.map(({ maxResults }) => maxResults);

test("by default operators of one identity do not share transcripts", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: SAME }));
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  expect(sizesOf(world)).toEqual([2000, 2000]);
});

test("with sharing, another operator proves its access by a call for one paragraph", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: SAME }), sharing);
  await world.read({}, { operator: "a" });
  const { items } = await world.read({}, { operator: "b" });
  expect(items.map(({ paragraph }) => paragraph.text)).toEqual(SAME.map(({ text }) => text));
  expect(sizesOf(world)).toEqual([2000, 1]);
  expect(world.calls[1]?.conference.unionId).toBe("b");
});

test("ids in a shared transcript name the operator who reads it, not the first reader", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: SAME }), sharing);
  await world.read({}, { operator: "a" });
  const conference = { conferenceId: "c", unionId: "b" };
  const loaders = createLoaders(world.reader({ operator: "b" }));
  const { items } = await loaders.windows.load(windowOf({}, conference));
  const { paragraphs } = await loaders.transcripts.load(conference);
  expect(new Set([...items, ...paragraphs].map((item) => item.conference.unionId))).toEqual(new Set(["b"]));
});

test("an operator whom the upstream refuses cannot read another operator's transcript", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: null }), sharing);
  await world.read({}, { operator: "a" });
  await expect(world.read({}, { operator: "b" })).rejects.toThrow("not yours");
  expect(textsOf(await world.read({}, { operator: "a" }))).toHaveLength(20);
  expect(world.calls).toHaveLength(2);
});

test("an operator who gets a different first paragraph reads a transcript of its own", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: OTHER }), sharing);
  await world.read({}, { operator: "a" });
  expect(textsOf(await world.read({}, { operator: "b" }))[0]).toBe("another beginning");
  expect(textsOf(await world.read({}, { operator: "a" }))[0]).toBe("paragraph 0");
  expect(textsOf(await world.read({}, { operator: "b" }))[0]).toBe("another beginning");
  expect(sizesOf(world)).toEqual([2000, 1, 2000]);
});

test("two operators at the same time each make their own call", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: null }), sharing);
  const [first, second] = await Promise.allSettled(["a", "b"].map((operator) => world.read({}, { operator })));
  expect(first?.status).toBe("fulfilled");
  expect(second).toMatchObject({ status: "rejected", reason: { code: "FORBIDDEN" } });
});

test("if the upstream refuses the starter of a read, each waiter makes its own call", async () => {
  const world = new CachedWorld(upstreamOf({ a: null, b: SAME }), sharing);
  const [first, second] = await Promise.allSettled(["a", "b"].map((operator) => world.read({}, { operator })));
  expect(first).toMatchObject({ status: "rejected", reason: { code: "FORBIDDEN" } });
  expect(second?.status).toBe("fulfilled");
});

test("an expired proof costs another call", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME, b: SAME }), { ...sharing, proofMs: 300_000 });
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  world.now += 299_999;
  await world.read({}, { operator: "b" });
  expect(world.calls).toHaveLength(2);
  world.now += 1;
  await world.read({}, { operator: "b" });
  expect(world.calls).toHaveLength(3);
});

test("a proof ends if the clock is set back", async () => {
  const transcripts: Record<string, readonly Paragraph[] | null> = { a: SAME, b: SAME };
  const world = new CachedWorld((call) => upstreamOf(transcripts)(call), sharing);
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  transcripts["b"] = null;
  world.now -= 3_600_000;
  await world.read({}, { operator: "a" });
  await expect(world.read({}, { operator: "b" })).rejects.toThrow("not yours");
});

test("an operator who loses access cannot read the shared copy after its proof expires, and the others can", async () => {
  const transcripts: Record<string, readonly Paragraph[] | null> = { a: SAME, b: SAME };
  const world = new CachedWorld((call) => upstreamOf(transcripts)(call), sharing);
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  transcripts["b"] = null;
  world.now += 300_000;
  await expect(world.read({}, { operator: "b" })).rejects.toThrow("not yours");
  expect(textsOf(await world.read({}, { operator: "a" }))).toHaveLength(20);
});

test("after an edit of the first paragraph, a new reading requires new proofs", async () => {
  const transcripts: Record<string, readonly Paragraph[] | null> = { a: SAME, b: SAME };
  const world = new CachedWorld((call) => upstreamOf(transcripts)(call), { ...sharing, maxAgeMs: 200_000 });
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  transcripts["a"] = transcripts["b"] = OTHER;
  world.now += 200_000;
  await world.read({}, { operator: "a" });
  expect(textsOf(await world.read({}, { operator: "b" }))[0]).toBe("another beginning");
  expect(sizesOf(world)).toEqual([2000, 1, 2000, 1]);
});

test("an operator without calls left keeps the copy, and does not delay the checks of the end by others", async () => {
  let length = 20;
  const world = new CachedWorld(
    async (call) => {
      if (call.conference.unionId === "a" && length > 20) throw new HourUsedUp(300, 1000);
      return new FakeSource(evenTranscript(length)).getPage(call);
    },
    { sharesBetweenOperators: true },
  );
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  length = 21;
  world.now += 5000;
  expect(textsOf(await world.read({}, { operator: "a" }))).toHaveLength(20);
  expect(textsOf(await world.read({}, { operator: "b" }))).toHaveLength(21);
});

test("different identities never share", async () => {
  const world = new CachedWorld(upstreamOf({ a: SAME }), sharing);
  await world.read({}, { identity: "one", operator: "a" });
  await world.read({}, { identity: "two", operator: "a" });
  expect(world.calls.map(({ identity }) => identity)).toEqual(["one", "two"]);
});

test("an operator without calls left fails alone: others who wait for its read make a call of their own", async () => {
  let isUsedUp = false;
  const world = new CachedWorld(async (call) => {
    if (isUsedUp && call.conference.unionId === "a") throw new HourUsedUp(300, 1000);
    return new FakeSource(SAME).getPage(call);
  }, sharing);
  await world.read({}, { operator: "a" });
  await world.read({}, { operator: "b" });
  isUsedUp = true;
  world.now += 600_000;
  const [a, b] = await Promise.allSettled([world.read({}, { operator: "a" }), world.read({}, { operator: "b" })]);
  expect(a).toMatchObject({ reason: { code: "QUOTA_EXHAUSTED" } });
  expect(b).toMatchObject({ value: { items: { length: 20 } } });
});
