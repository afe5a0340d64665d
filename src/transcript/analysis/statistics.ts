import type { Entry } from "./entry.js";
import { durationOf, toRecordings } from "./recordings.js";
import { speakerKey } from "./speaker.js";
import { talkTimeOf } from "./talk-time.js";
import { countText } from "./text-counts.js";

/** The numbers of a whole transcript. All are 0 if it is empty. Times are milliseconds. */
export interface TranscriptStatistics {
  readonly paragraphCount: number;
  readonly sentenceCount: number;
  /** The upstream's word entries. */
  readonly wordCount: number;
  /** Code points of the paragraphs' texts. */
  readonly characterCount: number;
  readonly speakerCount: number;
  /** The latest `endTime`, summed over the recordings. */
  readonly duration: number;
  /** The time in which anybody speaks, summed over the recordings. */
  readonly talkTime: number;
}

/** Counts the paragraphs, sentences, words, speakers and times of a whole transcript. */
export function toStatistics(entries: readonly Entry[]): TranscriptStatistics {
  const counts = { sentenceCount: 0, wordCount: 0, characterCount: 0 };
  const speakers = new Set<string>();
  for (const { paragraph } of entries) {
    const { sentences, words, characters } = countText(paragraph);
    counts.sentenceCount += sentences;
    counts.wordCount += words;
    counts.characterCount += characters;
    speakers.add(speakerKey(paragraph));
  }
  const recordings = toRecordings(entries);
  return {
    paragraphCount: entries.length,
    ...counts,
    speakerCount: speakers.size,
    duration: recordings.reduce((sum, recording) => sum + durationOf(recording), 0),
    talkTime: talkTimeOf(recordings),
  };
}
