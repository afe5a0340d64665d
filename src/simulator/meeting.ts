import { converse } from "./conversation.js";
import { createDice } from "./dice.js";
import { withOddity } from "./oddities.js";
import { layOut } from "./timing.js";
import type { Transcript } from "./transcript.js";

/** What tells one invented meeting from another. */
interface MeetingPlan {
  readonly seed: number;
  /** How often the agenda is gone through. */
  readonly rounds: number;
  /** Either a record for each paragraph or one for the whole recording: the document does not say which. */
  readonly recordIdOf: (index: number) => bigint;
}

/** Close under 2^63: whoever reads it as a double gets another number. */
const FIRST_RECORD = 9_223_372_036_854_770_001n;

const PLANS: ReadonlyMap<string, MeetingPlan> = new Map<string, MeetingPlan>([
  ["demo", { seed: 2021, rounds: 1, recordIdOf: (index) => FIRST_RECORD + BigInt(index) }],
  ["demo-long", { seed: 4807, rounds: 13, recordIdOf: () => FIRST_RECORD }],
]);

const made = new Map<string, Transcript>();

/** The built-in transcript of this conference, made when it is first asked for and the same ever after; null when there is none. */
export function builtInTranscript(conferenceId: string): Transcript | null {
  const plan = PLANS.get(conferenceId);
  if (plan === undefined) return null;
  const transcript = made.get(conferenceId) ?? createMeeting(plan);
  made.set(conferenceId, transcript);
  return transcript;
}

/** The conferences that every simulator has. */
export const BUILT_IN_CONFERENCES: readonly string[] = [...PLANS.keys()];

function createMeeting({ seed, rounds, recordIdOf }: MeetingPlan): Transcript {
  const dice = createDice(seed);
  const paragraphs = layOut(converse(rounds, dice), dice);
  return paragraphs.map((paragraph, index) => ({
    ...withOddity(paragraph, index),
    recordId: String(recordIdOf(index)),
  }));
}
