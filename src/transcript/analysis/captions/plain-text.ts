import { toClock } from "./clock.js";
import { type CueWriter, type FileCue, toFileText } from "./file-cues.js";

/** Writes minutes for reading: one line per paragraph, with its start time and the speaker's name. */
export const PLAIN_TEXT_WRITER: CueWriter = { head: "", write: toLine, foot: "" };

function toLine({ name, paragraph, startTime }: FileCue): string {
  if (paragraph === null) return "";
  return `[${toClock(startTime)}] ${name === null ? "" : `${name}: `}${toFileText(paragraph)}\n`;
}
