import { saidBy } from "./live.js";
import { createMeeting, type MeetingPlan } from "./meeting.js";
import type { PagingBehaviour } from "./paging-behaviour.js";
import { withEarlyStarts, withTies } from "./retiming.js";
import type { Transcript } from "./transcript.js";

/** A conference that every simulator has. */
export interface BuiltInConference {
  readonly conferenceId: string;
  /** Its purpose, in a few words. */
  readonly description: string;
  /** The readable part this long after the simulator's start. */
  readonly transcriptAt: (elapsedMs: number) => Transcript;
  /** How its pages differ from those of the others. */
  readonly behaviour: Partial<PagingBehaviour>;
}

/** In microseconds, as in DingTalk's own sample. It and all later tokens are exact in a double. */
const SMALL_TOKEN = 1_631_172_045_153_000n;

/** Slightly below 2^63, so a double cannot hold it exactly. */
const LARGE_RECORD = 9_223_372_036_854_770_001n;

/** As in DingTalk's own sample. */
const SMALL_RECORD = 44_444n;

const LIVE_HEAD_START_MS = 10 * 60_000;
const SHORT_PAGE = 50;

const plan = (seed: number): MeetingPlan => ({
  seed,
  rounds: 1,
  recordIdOf: (index) => SMALL_RECORD + BigInt(index),
});

const recording = (seed: number, recordId: bigint): MeetingPlan => ({ ...plan(seed), recordIdOf: () => recordId });

/** The conferences of every simulator: first those without oddities, then one for each oddity. */
export const BUILT_IN_CONFERENCES: readonly BuiltInConference[] = [
  conference("demo", "an hour's meeting in Chinese and English, 419 paragraphs", () => createMeeting(plan(2021))),
  conference("demo-long", "a meeting of twelve hours, 5,303 paragraphs", () =>
    createMeeting({ ...recording(4807, SMALL_RECORD), rounds: 13 }),
  ),
  conference(
    "demo-int64",
    "tokens and record ids beyond 2^53",
    () => createMeeting({ ...plan(64), recordIdOf: (index) => LARGE_RECORD + BigInt(index) }),
    { firstToken: 1_631_172_045_153_000_000n },
  ),
  conference("demo-page-token", "every paragraph of a page has the page's token", () => createMeeting(plan(19)), {
    tokenPlace: "shared",
  }),
  conference("demo-two-recordings", "two recordings: times start again at 0, tokens keep rising", () => [
    ...createMeeting(recording(7, SMALL_RECORD)),
    ...createMeeting(recording(8, SMALL_RECORD + 1n)),
  ]),
  conference("demo-out-of-order", "every seventh paragraph starts 5 ms before the previous one", () =>
    withEarlyStarts(createMeeting(plan(5)), 7, 5),
  ),
  conference(
    "demo-ties",
    "groups of three start together, and keep their order in descending pages",
    () => withTies(createMeeting(plan(3)), 3),
    { ties: "kept" },
  ),
  conference(
    "demo-time-tokens",
    "groups of three start together and have one token, a time, so pages (of 50 at most) repeat them",
    () => withTies(createMeeting(plan(4)), 3),
    { tokensAreTimes: true, pageLimit: () => SHORT_PAGE },
  ),
  conference("demo-short-pages", "at most 50 paragraphs in a page", () => createMeeting(plan(50)), {
    pageLimit: () => SHORT_PAGE,
  }),
  live(
    conference("demo-live", "a meeting that continues while you read it, from its tenth minute", () =>
      createMeeting(plan(1)),
    ),
  ),
];

/** The built-in conference with this id; null if there is none. */
export function findBuiltIn(conferenceId: string): BuiltInConference | null {
  return BUILT_IN_CONFERENCES.find((built) => built.conferenceId === conferenceId) ?? null;
}

/** Its transcript at the start of the simulator. @throws RangeError if there is no such conference. */
export function builtInTranscript(conferenceId: string): Transcript {
  const built = findBuiltIn(conferenceId);
  if (built === null) throw new RangeError(`there is no conference ${conferenceId}`);
  return built.transcriptAt(0);
}

/** A conference that never changes. Its meeting is created on first use. */
function conference(
  conferenceId: string,
  description: string,
  make: () => Transcript,
  behaviour: Partial<PagingBehaviour> = {},
): BuiltInConference {
  let made: Transcript | null = null;
  return {
    conferenceId,
    description,
    transcriptAt: () => (made ??= make()),
    behaviour: { firstToken: SMALL_TOKEN, ...behaviour },
  };
}

/** The same conference as far as it has been said. */
function live(whole: BuiltInConference): BuiltInConference {
  return { ...whole, transcriptAt: (elapsedMs) => saidBy(whole.transcriptAt(0), LIVE_HEAD_START_MS + elapsedMs) };
}
