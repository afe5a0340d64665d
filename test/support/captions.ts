import { type CaptionFormat, captionTextSteps } from "../../src/transcript/analysis/captions/caption-text.js";
import { captionSteps } from "../../src/transcript/analysis/captions/captions.js";
import type { RecordingCues } from "../../src/transcript/analysis/captions/cue.js";
import type { CueSize } from "../../src/transcript/analysis/captions/lines.js";
import type { Entry } from "../../src/transcript/analysis/entry.js";

/** The captions of a whole transcript, without pauses. */
export const toCaptions = <E extends Entry>(entries: readonly E[], size: CueSize) =>
  takeAtOnce(captionSteps(entries, size));

/** A caption file, without pauses. */
export const toCaptionText = <E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  format: CaptionFormat,
  speakerNames: boolean,
) => takeAtOnce(captionTextSteps(recordings, format, speakerNames));

function takeAtOnce<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
