import { toClock } from "./clock.js";
import { type FileCue, toFileText } from "./file-cues.js";

/** Writes minutes for reading: a line for each paragraph, with the time at which it starts and the name. */
export function toPlainText(cues: readonly FileCue[]): string {
  return cues.map(toLine).join("");
}

function toLine({ name, paragraph, startTime }: FileCue): string {
  if (paragraph === null) return "";
  return `[${toClock(startTime)}] ${name === null ? "" : `${name}: `}${toFileText(paragraph)}\n`;
}
