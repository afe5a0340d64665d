import type { Entry } from "../entry.js";
import type { RecordingCues } from "./cue.js";
import { type CueWriter, type FileCue, toFileCues } from "./file-cues.js";
import { PLAIN_TEXT_WRITER, toFirstCues } from "./plain-text.js";
import { SRT_WRITER } from "./srt.js";
import { createTtmlWriter } from "./ttml.js";
import { WEBVTT_WRITER } from "./webvtt.js";

/** The formats of a caption file. */
export type CaptionFormat = "webvtt" | "srt" | "ttml" | "text";

const WRITERS: Record<CaptionFormat, (cues: readonly FileCue[]) => CueWriter> = {
  webvtt: () => WEBVTT_WRITER,
  srt: () => SRT_WRITER,
  ttml: createTtmlWriter,
  text: () => PLAIN_TEXT_WRITER,
};

/** The number of cues that are written in one step. */
const CUES_IN_STEP = 200;

/**
 * Writes a caption file, the recordings one after the other; with the speakers' names or without. Yields after some
 * cues.
 */
export function* captionTextSteps<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  format: CaptionFormat,
  speakerNames: boolean,
): Generator<void, string> {
  const cues: FileCue[] = [];
  const shown = format === "text" ? recordings.map(toFirstCues) : recordings;
  for (const cue of toFileCues(shown, speakerNames)) if (cues.push(cue) % CUES_IN_STEP === 0) yield;
  const writer = WRITERS[format](cues);
  const parts = [writer.head];
  for (const [index, cue] of cues.entries()) if (parts.push(writer.write(cue, index)) % CUES_IN_STEP === 0) yield;
  return parts.join("") + writer.foot;
}
