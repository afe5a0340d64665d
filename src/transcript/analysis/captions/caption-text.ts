import type { Entry } from "../entry.js";
import type { RecordingCues } from "./cue.js";
import { type FileCue, toFileCues } from "./file-cues.js";
import { toPlainText } from "./plain-text.js";
import { toSrt } from "./srt.js";
import { toTtml } from "./ttml.js";
import { toWebVtt } from "./webvtt.js";

/** The formats of a caption file. */
export type CaptionFormat = "webvtt" | "srt" | "ttml" | "text";

const WRITERS: Record<CaptionFormat, (cues: readonly FileCue[]) => string> = {
  webvtt: toWebVtt,
  srt: toSrt,
  ttml: toTtml,
  text: toPlainText,
};

/** Writes a caption file, the recordings one after the other; with the speakers' names or without. */
export function toCaptionText<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  format: CaptionFormat,
  speakerNames: boolean,
): string {
  return WRITERS[format](toFileCues(recordings, speakerNames));
}
