import { toClock } from "./clock.js";
import type { Entry } from "../entry.js";
import type { RecordingCues } from "./cue.js";
import { type CueWriter, type FileCue, toFileText } from "./file-cues.js";

/** Writes minutes for reading: one line per cue of `toFirstCues`, with its start time and the speaker's name. */
export const PLAIN_TEXT_WRITER: CueWriter = { head: "", write: toLine, foot: "" };

/** The first cue of each paragraph, in the order of the transcript, at the time at which the paragraph starts. */
export function toFirstCues<E extends Entry>({ offset, cues }: RecordingCues<E>): RecordingCues<E> {
  const first = cues.filter(({ part }) => part === 0).toSorted((left, right) => left.place - right.place);
  return { offset, cues: first.map((cue) => ({ ...cue, startTime: cue.entry.paragraph.startTime })) };
}

function toLine({ name, paragraph, startTime }: FileCue): string {
  return `[${toClock(startTime)}] ${name === null ? "" : `${name}: `}${toFileText(paragraph)}\n`;
}
