import { type Entry, startsWithin } from "../entry.js";
import { durationOf, toRecordings } from "../recordings.js";
import { speakerKey } from "../speaker.js";
import { toBlocks } from "./blocks.js";
import type { Cue, RecordingCues, SpokenBlock } from "./cue.js";
import type { CueSize } from "./lines.js";
import { scheduleCues } from "./schedule.js";

/**
 * The captions of a whole transcript, recording by recording (DESIGN, section 5, "Captions"). All that is said is in them once,
 * and what one speaker says stays in its order.
 */
export function toCaptions<E extends Entry>(entries: readonly E[], size: CueSize): RecordingCues<E>[] {
  let offset = 0;
  return toRecordings(entries).map((recording) => {
    const cues = scheduleCues(toSpokenBlocks(recording, size));
    const own = { offset, cues };
    offset += cues.reduce((end, { endTime }) => Math.max(end, endTime), durationOf(recording));
    return own;
  });
}

/** The cues that start in `from <= startTime < until`; null means no bound. */
export function captionsWithin<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  from: number | null,
  until: number | null,
): RecordingCues<E>[] {
  const isWithin = (cue: Cue<E>) => startsWithin(cue, from, until);
  return recordings.map(({ offset, cues }) => ({ offset, cues: cues.filter(isWithin) }));
}

function toSpokenBlocks<E extends Entry>(recording: readonly E[], size: CueSize): SpokenBlock<E>[] {
  return recording.flatMap((entry) => {
    const speaker = speakerKey(entry.paragraph);
    return toBlocks(entry.paragraph, size).map((block, part) => ({ ...block, entry, speaker, part }));
  });
}
