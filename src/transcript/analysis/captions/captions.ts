import { type Entry, startsWithin } from "../entry.js";
import { durationOf, toRecordings } from "../recordings.js";
import { Slices } from "../slices.js";
import { speakerKey } from "../speaker.js";
import { blocksOf } from "./block-memo.js";
import type { Cue, RecordingCues, SpokenBlock } from "./cue.js";
import type { CueSize } from "./lines.js";
import { scheduleCues } from "./schedule.js";

/** Like `toCaptions`, with pauses in which other requests continue. `now`: a clock in milliseconds. */
export async function toCaptionsInSlices<E extends Entry>(
  entries: readonly E[],
  size: CueSize,
  now?: () => number,
): Promise<readonly RecordingCues<E>[]> {
  const slices = new Slices(now);
  const blocks = new Map<E, readonly SpokenBlock<E>[]>();
  for (const entry of entries) {
    blocks.set(entry, toSpokenBlocks(entry, size));
    if (slices.isOver) await slices.pause();
  }
  await slices.pause();
  const captions = schedule(entries, (entry) => blocks.get(entry) ?? []);
  await slices.pause();
  return captions;
}

/**
 * The captions of a whole transcript, by recording. They contain all text once, and keep the order
 * of each speaker's words.
 */
export function toCaptions<E extends Entry>(entries: readonly E[], size: CueSize): RecordingCues<E>[] {
  return schedule(entries, (entry) => toSpokenBlocks(entry, size));
}

function schedule<E extends Entry>(
  entries: readonly E[],
  blocksOfEntry: (entry: E) => readonly SpokenBlock<E>[],
): RecordingCues<E>[] {
  let offset = 0;
  return toRecordings(entries).map((recording) => {
    const cues = scheduleCues(recording.flatMap(blocksOfEntry));
    const own = { offset, cues };
    offset += cues.reduce((end, { endTime }) => Math.max(end, endTime), durationOf(recording));
    return own;
  });
}

/** The cues with `from <= startTime < until`; null means no bound. */
export function captionsWithin<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  from: number | null,
  until: number | null,
): readonly RecordingCues<E>[] {
  if (from === null && until === null) return recordings;
  const isWithin = (cue: Cue<E>) => startsWithin(cue, from, until);
  return recordings.map(({ offset, cues }) => ({ offset, cues: cues.filter(isWithin) }));
}

function toSpokenBlocks<E extends Entry>(entry: E, size: CueSize): SpokenBlock<E>[] {
  const speaker = speakerKey(entry.paragraph);
  return blocksOf(entry.paragraph, size).map(({ lines, columns, startTime, endTime }, part) => ({
    lines,
    columns,
    startTime,
    endTime,
    entry,
    speaker,
    part,
  }));
}
