import { toExactClock } from "./clock.js";
import type { CueWriter, FileCue } from "./file-cues.js";

/** Writes SubRip, with the name before the text. The format has no escapes, so an arrow in a text becomes `→`. */
export const SRT_WRITER: CueWriter = {
  head: "",
  write: (cue, index) => (index === 0 ? "" : "\n") + toBlock(cue, index),
  foot: "",
};

function toBlock({ name, lines, startTime, endTime }: FileCue, index: number): string {
  const text = [name === null ? "" : `${name}: `, lines.join("\n")].join("").replaceAll("-->", "→");
  return `${index + 1}\n${toExactClock(startTime, ",")} --> ${toExactClock(endTime, ",")}\n${text}\n`;
}
