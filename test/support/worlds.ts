import * as fc from "fast-check";
import type { PagingBehaviour } from "../../src/simulator/paging-behaviour.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { paragraphAt } from "./fake-source.js";

/** A transcript, and an upstream that serves it in a way of its own. */
export interface World {
  readonly transcript: readonly Paragraph[];
  readonly behaviour: Partial<PagingBehaviour>;
}

/** Any transcript, with gaps and equal start times, and any upstream that can be read at all. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    gaps: fc.array(fc.constantFrom(0, 0, 1, 2, 700, 5000), { maxLength: 40 }),
    twins: fc.boolean(),
    limits: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 5 }),
    tokenOverlap: fc.constantFrom(0, 1),
    startTimeInclusive: fc.boolean(),
    tokensBoundToDirection: fc.boolean(),
    tokenPlace: fc.constantFrom("paragraph" as const, "page" as const),
    refusals: fc.array(fc.boolean(), { maxLength: 5 }),
  })
  .map(({ gaps, twins, limits, refusals, ...rest }) => {
    // Without own tokens, identical paragraphs at a page boundary cannot be told from a repeat of one.
    const alike = twins && rest.tokenPlace === "paragraph";
    let time = 0;
    const transcript = gaps.map((gap, index) =>
      paragraphAt((time += gap), alike ? `said ${index % 2}` : `said ${index}`),
    );
    const groups = [...Map.groupBy(transcript, ({ startTime }) => startTime).values()];
    const largestGroup = Math.max(0, ...groups.map(({ length }) => length));
    // An inclusive upstream with pages of one, or refused tokens within one start time's page, leave no way on.
    const least = refusals.some(Boolean) || rest.tokenPlace === "page" ? 2 * largestGroup + 2 : 2;
    let asked = 0;
    const behaviour: Partial<PagingBehaviour> = {
      ...rest,
      pageLimit: (call) => least + (limits[call % limits.length] ?? 0),
      refusesToken: () => refusals[asked++ % refusals.length] ?? false,
    };
    return { transcript, behaviour };
  });
