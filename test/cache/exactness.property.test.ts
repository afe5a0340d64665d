import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Paragraph } from "../../src/transcript/model.js";
import { PagedReader } from "../../src/transcript/paged/paged-reader.js";
import type { Position } from "../../src/transcript/position.js";
import type { Slice } from "../../src/transcript/window.js";
import { CachedWorld, type SomeArguments, windowOf } from "../support/cached-world.js";
import { FakeSource, paragraphAt } from "../support/fake-source.js";
import { cases } from "../support/random-cases.js";

const CASES = cases(100);
const TIMEOUT_MS = 1_200_000;
const MAX_AGE_MS = 60_000;
const GAP_MS = 1000;

/** A running meeting that people edit, with its whole history. */
class LivingTranscript {
  /** The texts at each index, with their start times. */
  readonly #texts: { readonly at: number; readonly text: string }[][] = [];
  #edits = 0;

  append(now: number): void {
    this.#texts.push([{ at: now, text: `said ${this.#texts.length}.` }]);
  }

  /** Corrects a paragraph, or extends the last one. */
  edit(place: number, now: number): void {
    const texts = this.#texts[place % Math.max(1, this.#texts.length)];
    const last = texts?.at(-1);
    if (texts === undefined || last === undefined) return;
    const grows = texts === this.#texts.at(-1);
    texts.push({ at: now, text: grows ? `${last.text} More.` : `corrected ${(this.#edits += 1)}.` });
  }

  get current(): Paragraph[] {
    return this.#texts.map((texts, index) => paragraphAt(index * GAP_MS, texts.at(-1)?.text ?? ""));
  }

  /** The number of paragraphs at a time. */
  lengthAt(time: number): number {
    return this.#texts.filter(([first]) => first !== undefined && first.at <= time).length;
  }

  /** True if a text was at an index at any time since `since`. */
  stood(place: number, text: string, since: number): boolean {
    const texts = this.#texts[place] ?? [];
    return texts.some((each, index) => each.text === text && (texts[index + 1]?.at ?? Infinity) >= since);
  }
}

type Step =
  | { readonly kind: "append" | "evict" }
  | { readonly kind: "edit"; readonly place: number }
  | { readonly kind: "wait"; readonly ms: number }
  | {
      readonly kind: "read";
      readonly paged: boolean;
      readonly from: "start" | "end" | "cursor";
      readonly back: boolean;
      readonly count: number;
    };

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Step>({ kind: "append" }) },
    { weight: 1, arbitrary: fc.constant<Step>({ kind: "evict" }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("edit" as const), place: fc.nat(30) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(0, 1000, 6000, 40_000) }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("read" as const),
        paged: fc.boolean(),
        from: fc.constantFrom("start" as const, "end" as const, "cursor" as const, "cursor" as const),
        back: fc.boolean(),
        count: fc.integer({ min: 1, max: 8 }),
      }),
    },
  ),
  { maxLength: 60 },
);

const behaviours = fc.record({
  tokenPlace: fc.constantFrom(
    "paragraph" as const,
    "shared" as const,
    "last" as const,
    "page" as const,
    "none" as const,
  ),
  hasMore: fc.constantFrom("exact" as const, "absent" as const),
  tokenOverlap: fc.constantFrom(0, 1),
  startTimeInclusive: fc.boolean(),
  limit: fc.constantFrom(4, 7, 2000),
});

/** The known bound of a window: the index that it follows or precedes. */
interface Edge {
  readonly position: Position | null;
  readonly place: number;
}

test(
  "whatever is edited, appended and evicted, and whoever reads: each paragraph is as it was within the maximum age, none is lost or repeated",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        behaviours,
        fc.constantFrom(0, 3, Infinity),
        fc.nat(20),
        async (taken, behaviour, maxCalls, length) => {
          const transcript = new LivingTranscript();
          const world: CachedWorld = new CachedWorld(
            (call) =>
              new FakeSource(transcript.current, { ...behaviour, pageLimit: () => behaviour.limit }).getPage(call),
            { maxAgeMs: MAX_AGE_MS, maxCallsToComplete: maxCalls, maxBytes: 100_000 },
          );
          for (let index = 0; index < length; index += 1) transcript.append(0);
          let edge: Edge = { position: null, place: -1 };
          for (const step of taken) {
            if (step.kind === "append") transcript.append(world.now);
            if (step.kind === "edit") transcript.edit(step.place, world.now);
            if (step.kind === "wait") world.now += step.ms;
            if (step.kind === "evict") await evict(world);
            if (step.kind === "read") edge = await readAndCheck(world, transcript, step, edge);
          }
        },
      ),
      CASES,
    );
  },
  TIMEOUT_MS,
);

/** Reads other transcripts until this one is evicted. */
async function evict(world: CachedWorld): Promise<void> {
  for (let other = 0; other < 30; other += 1) await world.read({ first: 1 }, {}, `other ${other}`);
}

async function readAndCheck(
  world: CachedWorld,
  transcript: LivingTranscript,
  { paged, from, back, count }: Extract<Step, { readonly kind: "read" }>,
  edge: Edge,
): Promise<Edge> {
  const position = from === "cursor" ? edge.position : null;
  const isBackward = position === null ? from === "end" : back;
  const args: SomeArguments = isBackward ? { last: count, before: position } : { first: count, after: position };
  const slice = await (paged ? readPaged(world, args) : world.read(args));
  const places = slice.items.map(({ startTime }) => startTime / GAP_MS);
  const [first, last] = [places[0], places.at(-1)];
  expect(places).toEqual(places.map((_, index) => (first ?? 0) + index));
  const since = world.now - MAX_AGE_MS;
  for (const { startTime, paragraph } of slice.items)
    expect([paragraph.text, transcript.stood(startTime / GAP_MS, paragraph.text, since)]).toEqual([
      paragraph.text,
      true,
    ]);
  checkEnds(
    slice,
    { first, last, count, isBackward },
    position === null ? null : edge.place,
    transcript,
    since,
    world.now,
  );
  const chosen = isBackward ? slice.items[0] : slice.items.at(-1);
  return chosen === undefined ? edge : { position: chosen, place: chosen.startTime / GAP_MS };
}

/** The window begins at its cursor, is full unless the transcript ends, and has the right flags. */
function checkEnds(
  slice: Slice,
  {
    first,
    last,
    count,
    isBackward,
  }: { first: number | undefined; last: number | undefined; count: number; isBackward: boolean },
  place: number | null,
  transcript: LivingTranscript,
  since: number,
  now: number,
): void {
  const [oldest, newest] = [transcript.lengthAt(since), transcript.lengthAt(now)];
  if (isBackward) {
    if (place !== null) expect(last ?? place - 1).toBe(place - 1);
    else expect((last ?? -1) + 1).toBeGreaterThanOrEqual(oldest);
    if (slice.items.length < count) expect(first ?? 0).toBe(0);
    expect(slice.hasPreviousPage).toBe((first ?? 0) > 0);
  } else {
    if (first !== undefined) expect(first).toBe(place === null ? 0 : place + 1);
    const end = (last ?? place ?? -1) + 1;
    if (slice.items.length < count || !slice.hasNextPage) expect(end).toBeGreaterThanOrEqual(oldest);
    expect(end).toBeLessThanOrEqual(newest);
  }
}

async function readPaged(world: CachedWorld, args: SomeArguments): Promise<Slice> {
  const source = { getPage: (request: Parameters<typeof world.respond>[0]) => world.respond(request) };
  const reader = new PagedReader(
    { getPage: (request) => source.getPage({ ...request, identity: "token" }) },
    { onFalseHasMore: () => undefined },
  );
  const [slice] = await reader.readWindows([windowOf(args)]);
  if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
  return slice;
}
