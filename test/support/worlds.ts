import * as fc from "fast-check";
import type { HasMoreRule, PagingBehaviour, TokenPlace } from "../../src/simulator/paging-behaviour.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { paragraphAt } from "./fake-source.js";

/** A transcript, and the behaviour of the upstream that serves it. */
export interface World {
  readonly transcript: readonly Paragraph[];
  readonly behaviour: Partial<PagingBehaviour>;
  /** True if a time falls somewhere. */
  readonly falls: boolean;
}

/** The maximum number of changes that a test makes to a transcript while it is read. */
export const MAX_CHANGES = 12;

const PLACES: readonly TokenPlace[] = ["paragraph", "shared", "last", "page", "none"];
const HAS_MORE: readonly HasMoreRule[] = ["exact", "absent", "full-page", "always"];

/** The step to the next paragraph: later, early, or in another recording. */
const steps = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(0, 0, 1, 2, 700, 5000) },
  { weight: 1, arbitrary: fc.constant("early" as const) },
  { weight: 1, arbitrary: fc.constant("recording" as const) },
);

/**
 * Any transcript, with gaps, equal start times, early paragraphs and several recordings, and any upstream that can be
 * read at all.
 */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    steps: fc.array(steps, { maxLength: 40 }),
    straight: fc.boolean(),
    twins: fc.boolean(),
    limits: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 5 }),
    tokenOverlap: fc.constantFrom(0, 0, 1, 1, 3),
    startTimeInclusive: fc.boolean(),
    tokensBoundToDirection: fc.boolean(),
    tokenPlace: fc.constantFrom(...PLACES),
    tokensAreTimes: fc.constantFrom(false, false, false, true),
    hasMore: fc.constantFrom(...HAS_MORE),
    ties: fc.constantFrom("reversed" as const, "kept" as const),
    refusals: fc.array(fc.boolean(), { maxLength: 5 }),
  })
  .map(({ steps: taken, straight, twins, limits, refusals, ...rest }) => {
    const times = toTimes(straight ? taken.filter((step) => typeof step === "number") : taken);
    const falls = times.some((time, index) => time < (times[index - 1] ?? 0));
    // Without own tokens, an identical paragraph at a page boundary looks like a repeat. And no token distinguishes
    // identical paragraphs of two recordings in the other direction.
    const alike = twins && rest.tokenPlace === "paragraph" && !rest.tokensAreTimes && !falls;
    const transcript = times.map((time, index) => paragraphAt(time, alike ? `said ${index % 2}.` : `said ${index}.`));
    const usesTime = refusals.some(Boolean) || rest.tokenPlace === "none";
    // Reading cannot continue if a page is full of paragraphs that start together, or that precede the requested one.
    const least = usesTime
      ? falls
        ? transcript.length + MAX_CHANGES + 2
        : 2 * largestGroup(transcript) + 2
      : rest.tokenOverlap + (rest.tokensAreTimes ? largestGroup(transcript) : 0) + 2;
    let checked = 0;
    const behaviour: Partial<PagingBehaviour> = {
      ...rest,
      pageLimit: (call) => least + (limits[call % limits.length] ?? 0),
      refusesToken: () => refusals[checked++ % refusals.length] ?? false,
    };
    return { transcript, behaviour, falls };
  });

function toTimes(taken: readonly (number | "early" | "recording")[]): number[] {
  let time = 0;
  return taken.map((step) => {
    if (step === "recording") time = 0;
    else time = Math.max(0, time + (step === "early" ? -5 : step));
    return time;
  });
}

function largestGroup(transcript: readonly Paragraph[]): number {
  const groups = [...Map.groupBy(transcript, ({ startTime }) => startTime).values()];
  return Math.max(0, ...groups.map(({ length }) => length));
}
