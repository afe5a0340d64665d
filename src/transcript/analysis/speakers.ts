import type { Entry } from "./entry.js";
import { toRecordings } from "./recordings.js";
import { speakerKey } from "./speaker.js";
import { talkTimeOf } from "./talk-time.js";
import { countTexts } from "./text-counts.js";
import { longestOf, toTurns, type Turn } from "./turns.js";

const MS_PER_MINUTE = 60_000;

/** One speaker of a transcript. Times are milliseconds. */
export interface SpeakerStatistics<E extends Entry> {
  /** Null if the upstream sent no id. */
  readonly unionId: string | null;
  /** The speaker's first name in the meeting; null if there is none. */
  readonly speakerName: string | null;
  readonly turnCount: number;
  readonly wordCount: number;
  readonly characterCount: number;
  /** The time in which the speaker speaks, summed over the recordings. */
  readonly talkTime: number;
  /** The share in the sum of all speakers' talk times, 0 to 1; 0 for everybody if that sum is 0. */
  readonly talkShare: number;
  /** Null if there are no words, or the talk time is 0. */
  readonly wordsPerMinute: number | null;
  readonly longestTurn: Turn<E>;
  /** When the speaker's first turn starts, in the time of its recording. */
  readonly firstSpokeAt: number;
  /** When the speaker's last turn ends, in the time of its recording. */
  readonly lastSpokeAt: number;
}

/**
 * All speakers, the one with the longest talk time first. Of equal ones, who spoke first comes first. @throws
 * UpstreamBadResponse if a talk time is above 2^53-1 milliseconds.
 */
export function toSpeakers<E extends Entry>(entries: readonly E[]): SpeakerStatistics<E>[] {
  const turns = toRecordings(entries).map(toTurns);
  const speakers = [...groupBySpeaker(turns).values()].map(toSpeaker);
  const total = speakers.reduce((sum, { talkTime }) => sum + talkTime, 0);
  return speakers
    .map((speaker) => ({ ...speaker, talkShare: total === 0 ? 0 : speaker.talkTime / total }))
    .toSorted((left, right) => right.talkTime - left.talkTime);
}

/** All turns of one speaker: one list per recording, in the order of the transcript. */
type TurnsOfSpeaker<E extends Entry> = Turn<E>[][];

function groupBySpeaker<E extends Entry>(recordings: readonly (readonly Turn<E>[])[]): Map<string, TurnsOfSpeaker<E>> {
  const speakers = new Map<string, TurnsOfSpeaker<E>>();
  for (const turns of recordings)
    for (const [key, own] of Map.groupBy(turns, ({ entries: [first] }) => (first ? speakerKey(first.paragraph) : "")))
      speakers.set(key, [...(speakers.get(key) ?? []), own]);
  return speakers;
}

function toSpeaker<E extends Entry>(recordings: TurnsOfSpeaker<E>): SpeakerStatistics<E> {
  const turns = recordings.flat();
  const [first, last, longestTurn] = [turns[0], turns.at(-1), longestOf(turns)];
  if (first === undefined || last === undefined || longestTurn === null) throw new Error("a speaker without a turn");
  const own = recordings.map((turnsOfOne) => turnsOfOne.flatMap((turn) => turn.entries));
  const entries = own.flat();
  const { wordCount, characterCount } = countTexts(entries);
  const talkTime = talkTimeOf(own);
  return {
    unionId: entries[0]?.paragraph.unionId ?? null,
    speakerName: entries.find(({ paragraph }) => paragraph.nickName !== null)?.paragraph.nickName ?? null,
    turnCount: turns.length,
    wordCount,
    characterCount,
    talkTime,
    talkShare: 0,
    wordsPerMinute: wordCount === 0 || talkTime === 0 ? null : wordCount / (talkTime / MS_PER_MINUTE),
    longestTurn,
    firstSpokeAt: first.startTime,
    lastSpokeAt: last.endTime,
  };
}
