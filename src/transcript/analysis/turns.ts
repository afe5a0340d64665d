import { splitRuns } from "../split-runs.js";
import type { Entry, Span } from "./entry.js";
import { durationOf } from "./recordings.js";
import { speakerKey } from "./speaker.js";

/** One or more consecutive paragraphs of one speaker in one recording, from the first start to the last end. */
export interface Turn<E extends Entry> extends Span {
  readonly entries: readonly E[];
}

/** Splits one recording into turns. */
export function toTurns<E extends Entry>(recording: readonly E[]): Turn<E>[] {
  const runs = splitRuns(recording, (entry, before) => speakerKey(entry.paragraph) !== speakerKey(before.paragraph));
  return runs.map((entries) => ({
    entries,
    startTime: entries.reduce((start, { paragraph }) => Math.min(start, paragraph.startTime), Infinity),
    endTime: durationOf(entries),
  }));
}

/** The longest turn, the first if several are equal; null if there is none. */
export function longestOf<E extends Entry>(turns: readonly Turn<E>[]): Turn<E> | null {
  return turns.reduce<Turn<E> | null>(
    (longest, turn) => (longest === null || lengthOf(turn) > lengthOf(longest) ? turn : longest),
    null,
  );
}

const lengthOf = ({ startTime, endTime }: Span) => endTime - startTime;
