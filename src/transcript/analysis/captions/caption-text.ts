import type { Entry } from "../entry.js";
import { Slices } from "../slices.js";
import type { RecordingCues } from "./cue.js";
import { type CueWriter, type FileCue, toFileCues } from "./file-cues.js";
import { PLAIN_TEXT_WRITER } from "./plain-text.js";
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

/** Writes a caption file, the recordings one after the other; with the speakers' names or without. */
export function toCaptionText<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  format: CaptionFormat,
  speakerNames: boolean,
): string {
  const steps = textSteps(recordings, format, speakerNames);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Like `toCaptionText`, with pauses in which other requests continue. `now`: a clock in milliseconds. */
export async function toCaptionTextInSlices<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  format: CaptionFormat,
  speakerNames: boolean,
  now?: () => number,
): Promise<string> {
  const slices = new Slices(now);
  const steps = textSteps(recordings, format, speakerNames);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) if (slices.isOver) await slices.pause();
  return step.value;
}

/** The number of cues that are written in one step. */
const CUES_IN_STEP = 200;

/** Writes a caption file. Yields after some cues. */
function* textSteps<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  format: CaptionFormat,
  speakerNames: boolean,
): Generator<void, string> {
  const cues: FileCue[] = [];
  for (const cue of toFileCues(recordings, speakerNames)) if (cues.push(cue) % CUES_IN_STEP === 0) yield;
  const writer = WRITERS[format](cues);
  const parts = [writer.head];
  for (const [index, cue] of cues.entries()) if (parts.push(writer.write(cue, index)) % CUES_IN_STEP === 0) yield;
  return parts.join("") + writer.foot;
}
