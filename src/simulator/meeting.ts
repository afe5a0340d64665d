import { writeTalk } from "./talk.js";
import { createDice } from "./dice.js";
import { withOddity } from "./oddities.js";
import { layOut } from "./timing.js";
import type { Transcript } from "./transcript.js";

/** How one invented meeting differs from another. */
export interface MeetingPlan {
  readonly seed: number;
  /** How often the agenda is repeated; once takes about an hour. */
  readonly rounds: number;
  /** A record for each paragraph, or one for the whole recording: the document does not say which. */
  readonly recordIdOf: (index: number) => bigint;
}

/** Creates an invented meeting, the same for the same plan. */
export function createMeeting({ seed, rounds, recordIdOf }: MeetingPlan): Transcript {
  const dice = createDice(seed);
  const paragraphs = layOut(writeTalk(rounds, dice), dice);
  return paragraphs.map((paragraph, index) => ({
    ...withOddity(paragraph, index),
    recordId: String(recordIdOf(index)),
  }));
}
