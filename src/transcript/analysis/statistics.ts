import type { Entry } from "./entry.js";
import { addTimes, durationOf, toRecordings } from "./recordings.js";
import { speakerKey } from "./speaker.js";
import { talkTimeOf } from "./talk-time.js";
import { countTexts, type TextCounts } from "./text-counts.js";

/** The numbers of a whole transcript. All are 0 if it is empty. Times are milliseconds. */
export interface TranscriptStatistics extends TextCounts {
  readonly paragraphCount: number;
  readonly speakerCount: number;
  /** The latest `endTime`, summed over the recordings. */
  readonly duration: number;
  /** The time in which anybody speaks, summed over the recordings. */
  readonly talkTime: number;
}

/**
 * Counts the paragraphs, sentences, words, speakers and times of a whole transcript. @throws UpstreamBadResponse if the
 * recordings are longer than 2^53-1 milliseconds together.
 */
export function toStatistics(entries: readonly Entry[]): TranscriptStatistics {
  const recordings = toRecordings(entries);
  return {
    paragraphCount: entries.length,
    ...countTexts(entries),
    speakerCount: new Set(entries.map(({ paragraph }) => speakerKey(paragraph))).size,
    duration: recordings.map(durationOf).reduce(addTimes, 0),
    talkTime: talkTimeOf(recordings),
  };
}
