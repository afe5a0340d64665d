import * as fc from "fast-check";
import type { Direction } from "../../../src/transcript/model.js";
import type { Change, Step } from "./meeting.js";
import type { LivingBehaviour } from "./source.js";
import { orders } from "../random-windows.js";

/** One of two replicas, each with its own cache, or a reader without a cache. */
export type ReaderName = "one cache" | "another cache" | "no cache";

/** A read, and the changes that happen while its calls are made. */
export interface ReadAction {
  readonly kind: "window" | "whole" | "lookup";
  readonly reader: ReaderName;
  readonly operator: string | null;
  readonly wantsFresh: boolean;
  readonly meanwhile: readonly Change[];
  readonly order: Direction;
  readonly side: "first" | "last";
  readonly count: number;
  /** Which of the known cursors, from the latest back; null: none. */
  readonly after: number | null;
  readonly before: number | null;
  readonly from: number | null;
  readonly until: number | null;
}

/** What happens to a living meeting. */
export type Action =
  | ReadAction
  | { readonly kind: "change"; readonly change: Change }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "evict" };

/** How times rise in a meeting, how people change it, and whether windows have bounds in time. */
export interface MeetingKind {
  readonly steps: readonly Step[];
  readonly changes: readonly Change["kind"][];
  readonly hasBounds: boolean;
}

/** Steps from one paragraph to the next. */
const stepsOf = ({ steps }: MeetingKind): fc.Arbitrary<Step> => fc.constantFrom(...steps);

const changesOf = (kind: MeetingKind): fc.Arbitrary<Change> =>
  fc.oneof(
    ...kind.changes.map((name): fc.WeightedArbitrary<Change> =>
      name === "append"
        ? { weight: 4, arbitrary: fc.record({ kind: fc.constant(name), step: stepsOf(kind) }) }
        : { weight: 2, arbitrary: fc.record({ kind: fc.constant(name), at: fc.nat(30) }) },
    ),
  );

const times = fc.option(fc.oneof(fc.nat(12), fc.nat(40_000)), { freq: 2 });
const cursors = fc.option(fc.nat(20), { freq: 2 });

const readsOf = (kind: MeetingKind): fc.Arbitrary<ReadAction> =>
  fc.record({
    kind: fc.constantFrom("window", "window", "window", "window", "window", "whole", "lookup"),
    reader: fc.constantFrom("one cache", "another cache", "no cache"),
    operator: fc.constantFrom(null, "an operator", "another operator"),
    wantsFresh: fc.constantFrom(false, false, false, false, true),
    meanwhile: fc.array(changesOf(kind), { maxLength: 3, size: "xsmall" }),
    order: orders,
    side: fc.constantFrom("first", "last"),
    count: fc.constantFrom(0, 1, 1, 2, 3, 4, 5, 8, 50),
    after: cursors,
    before: cursors,
    from: kind.hasBounds ? times : fc.constant(null),
    until: kind.hasBounds ? times : fc.constant(null),
  });

/** A random history of a meeting of a kind. */
const actionsOf = (kind: MeetingKind): fc.Arbitrary<readonly Action[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: changesOf(kind).map((change): Action => ({ kind: "change", change })) },
      { weight: 2, arbitrary: fc.constantFrom(0, 1000, 6000, 25_000).map((ms): Action => ({ kind: "wait", ms })) },
      { weight: 1, arbitrary: fc.constant<Action>({ kind: "evict" }) },
      { weight: 8, arbitrary: readsOf(kind) },
    ),
    { maxLength: 30, size: "max" },
  );

/** Any upstream of a living meeting. */
const livingBehaviours: fc.Arbitrary<LivingBehaviour> = fc.record({
  tokenPlace: fc.constantFrom("paragraph", "paragraph", "shared", "last", "page", "none"),
  hasMore: fc.constantFrom("exact", "absent", "full-page", "always"),
  tokenOverlap: fc.constantFrom(0, 0, 1, 2, 3),
  startTimeInclusive: fc.boolean(),
  tokensBoundToDirection: fc.boolean(),
  tokensAreTimes: fc.constantFrom(false, false, true),
  ties: fc.constantFrom("reversed", "kept"),
  removedToken: fc.constantFrom("refused", "valid"),
  limits: fc.array(fc.constantFrom(0, 1, 3, 7, 2000), { minLength: 1, maxLength: 4 }),
  refusals: fc.array(fc.boolean(), { maxLength: 5 }),
});

/** The settings of a cache that change how it reads. */
export interface CacheSettings {
  readonly maxCallsToComplete: number;
  readonly pageSize: number;
  readonly sharesBetweenOperators: boolean;
}

/** A meeting from its beginning, who serves it, and how it is cached. */
export interface History {
  /** The steps between the paragraphs that are there at first. */
  readonly beginning: readonly Step[];
  readonly actions: readonly Action[];
  readonly behaviour: LivingBehaviour;
  readonly settings: CacheSettings;
}

/** Any history of a meeting of a kind. */
export const historiesOf = (kind: MeetingKind): fc.Arbitrary<History> =>
  fc.record({
    beginning: fc.array(stepsOf(kind), { maxLength: 20, size: "max" }),
    actions: actionsOf(kind),
    behaviour: livingBehaviours,
    settings: fc.record({
      maxCallsToComplete: fc.constantFrom(0, 3, Infinity),
      pageSize: fc.constantFrom(5, 2000),
      sharesBetweenOperators: fc.boolean(),
    }),
  });

const RISING = [200, 700, 1000, 5000] as const;
const TOGETHER = [0, 0, 0, 1, 700, 5000] as const;
const FALLING = [0, 0, 1, 700, 5000, 12_000, "early", "recording"] as const;

/**
 * The kinds of meetings in which readers must be exact. docs/adr/0001 says which changes cannot be told apart: of
 * paragraphs that start together, or of several recordings.
 */
export const MEETING_KINDS: readonly (readonly [name: string, kind: MeetingKind])[] = [
  [
    "that people correct, complete, split and merge",
    { steps: RISING, changes: ["append", "edit", "grow", "insert", "remove", "merge"], hasBounds: true },
  ],
  [
    "whose paragraphs start together, and are corrected",
    { steps: TOGETHER, changes: ["append", "edit", "grow"], hasBounds: true },
  ],
  ["with several recordings, while it grows", { steps: FALLING, changes: ["append"], hasBounds: true }],
  ["with several recordings, while it is corrected", { steps: FALLING, changes: ["edit", "grow"], hasBounds: false }],
];
