import { type Entry, startsWithin } from "../entry.js";
import { addTimes, durationOf, toRecordings } from "../recordings.js";
import { speakerKey } from "../speaker.js";
import { blocksOf } from "./block-memo.js";
import type { Cue, RecordingCues, SpokenBlock } from "./cue.js";
import type { CueSize } from "./lines.js";
import { scheduleCues } from "./schedule.js";

/**
 * Makes the captions of a whole transcript, by recording. They contain all text once, and keep the order of each
 * speaker's words. Yields after each paragraph, and between the steps for a whole recording.
 * @throws UpstreamBadResponse if a recording would end after 2^53-1 milliseconds.
 */
export function* captionSteps<E extends Entry>(
  entries: readonly E[],
  size: CueSize,
): Generator<void, readonly RecordingCues<E>[]> {
  const recordings: RecordingCues<E>[] = [];
  let offset = 0;
  for (const recording of toRecordings(entries)) {
    const blocks: SpokenBlock<E>[] = [];
    for (const entry of recording) {
      for (const block of toSpokenBlocks(entry, size, blocks.length)) blocks.push(block);
      yield;
    }
    const cues = yield* scheduleCues(blocks);
    recordings.push({ offset, cues });
    const end = cues.reduce((latest, { endTime }) => Math.max(latest, endTime), durationOf(recording));
    offset = addTimes(offset, end);
    yield;
  }
  return recordings;
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

/** `first`: the place of the first block in its recording. */
function toSpokenBlocks<E extends Entry>(entry: E, size: CueSize, first: number): SpokenBlock<E>[] {
  const speaker = speakerKey(entry.paragraph);
  return blocksOf(entry.paragraph, size).map((block, part) => ({
    ...block,
    entry,
    speaker,
    part,
    place: first + part,
  }));
}
