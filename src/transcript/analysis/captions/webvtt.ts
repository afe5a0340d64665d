import { toExactClock } from "./clock.js";
import { type CueWriter, escapeMarkup, type FileCue } from "./file-cues.js";

/** Writes WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format"): a name is the voice of its cue, `<v Name>`. */
export const WEBVTT_WRITER: CueWriter = {
  head: "WEBVTT",
  write: (cue, index) => `\n\n${toBlock(cue, index)}`,
  foot: "\n",
};

function toBlock({ name, lines, startTime, endTime }: FileCue, index: number): string {
  const voice = name === null ? "" : `<v ${escapeMarkup(name)}>`;
  const text = escapeMarkup(lines.join("\n"));
  return `${index + 1}\n${toExactClock(startTime)} --> ${toExactClock(endTime)}\n${voice}${text}`;
}
