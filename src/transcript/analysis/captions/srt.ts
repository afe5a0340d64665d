import { toExactClock } from "./clock.js";
import type { FileCue } from "./file-cues.js";

/** Writes SubRip, with the name before the text. The format has no escapes, so an arrow in a text becomes `→`. */
export function toSrt(cues: readonly FileCue[]): string {
  return cues.map(toBlock).join("\n");
}

function toBlock({ name, lines, startTime, endTime }: FileCue, index: number): string {
  const text = [name === null ? "" : `${name}: `, lines.join("\n")].join("").replaceAll("-->", "→");
  return `${index + 1}\n${toExactClock(startTime, ",")} --> ${toExactClock(endTime, ",")}\n${text}\n`;
}
