import { HOST, PARTICIPANTS } from "./lexicon.js";

/** A person of the demo; all of them are invented. */
export interface DemoPerson {
  readonly name: string;
  /** Null: the company's directory does not know the person's `unionId`. */
  readonly unionId: string | null;
}

/** Everyone who speaks in the meetings, and one person whose JWT lacks the claim. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  ...[HOST, ...new Set([...PARTICIPANTS.zh, ...PARTICIPANTS.en])].map(({ nickName, unionId }) => ({
    name: nickName,
    unionId,
  })),
  { name: "Somebody without a unionId", unionId: null },
];
