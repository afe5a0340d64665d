import type { Entry, Span } from "../entry.js";
import { MAX_CUE_MS } from "./split.js";
import type { Cue, SpokenBlock } from "./cue.js";

/** The minimum duration of a cue, 5/6 of a second (20 frames at 24 per second). Viewers miss a shorter one. */
export const MIN_CUE_MS = 834;

/** The maximum reading speed. */
export const MAX_COLUMNS_PER_SECOND = 20;

/** A block with the earliest time to show it, and the end of its speech. */
interface Slot<E extends Entry> extends Span {
  readonly block: SpokenBlock<E>;
}

/**
 * The cues of a recording, in the order of their start times. A cue starts when its block is spoken, and lasts from 5/6 s to 7 s. It stays
 * until it can be read, but not after another speaker starts, and never beyond the speaker's own next cue. Start times that fall are
 * moved up. Blocks of one speaker that start together are shown one after the other.
 */
export function scheduleCues<E extends Entry>(blocks: readonly SpokenBlock<E>[]): Cue<E>[] {
  const speakers = [...Map.groupBy(withRisingStarts(blocks), ({ block }) => block.speaker).values()].map(separate);
  const starts = Float64Array.from(speakers.flat(), ({ startTime }) => startTime).toSorted();
  const cues = speakers.flatMap((slots) => slots.map((slot, index) => toCue(slot, slots[index + 1], starts)));
  return cues.toSorted((left, right) => left.startTime - right.startTime);
}

/** Moves up a paragraph that starts before the previous one. */
function withRisingStarts<E extends Entry>(blocks: readonly SpokenBlock<E>[]): Slot<E>[] {
  let [paragraphStart, entry]: [number, E | null] = [0, null];
  return blocks.map((block) => {
    if (block.entry !== entry) [paragraphStart, entry] = [Math.max(paragraphStart, block.startTime), block.entry];
    const startTime = Math.max(paragraphStart, block.startTime);
    return { block, startTime, endTime: Math.max(startTime, block.endTime) };
  });
}

/** Makes the start times of one speaker distinct. Blocks that start together share the time until the next start. */
function separate<E extends Entry>(slots: readonly Slot<E>[]): Slot<E>[] {
  const rising: Slot<E>[] = [];
  let reached = 0;
  for (const group of groupByStart(slots)) {
    const total = group.slots.reduce((sum, slot) => sum + timeToRead(slot), 0);
    const scale = Math.min(1, Math.max(0, group.until - group.startTime) / total);
    let wanted = group.startTime;
    for (const slot of group.slots) {
      const startTime = Math.max(reached, Math.floor(wanted));
      rising.push({ ...slot, startTime, endTime: Math.max(startTime, slot.endTime) });
      wanted += scale * timeToRead(slot);
      reached = startTime + 1;
    }
  }
  return rising;
}

/** Slots that start together. `until`: when the next slot starts. */
interface SlotGroup<E extends Entry> {
  readonly slots: Slot<E>[];
  readonly startTime: number;
  until: number;
}

/** Groups the slots of one speaker, which are in the order of their start times. */
function groupByStart<E extends Entry>(slots: readonly Slot<E>[]): SlotGroup<E>[] {
  const groups: SlotGroup<E>[] = [];
  for (const slot of slots) {
    const last = groups.at(-1);
    if (last !== undefined && slot.startTime <= last.startTime) last.slots.push(slot);
    else {
      if (last !== undefined) last.until = slot.startTime;
      groups.push({ slots: [slot], startTime: slot.startTime, until: Infinity });
    }
  }
  return groups;
}

function timeToRead<E extends Entry>({ block: { columns } }: Slot<E>): number {
  return Math.min(MAX_CUE_MS, Math.max(MIN_CUE_MS, Math.ceil((columns / MAX_COLUMNS_PER_SECOND) * 1000)));
}

/** `starts`: the start times of all speakers' cues, in order. */
function toCue<E extends Entry>(slot: Slot<E>, next: Slot<E> | undefined, starts: Float64Array): Cue<E> {
  const { block, startTime, endTime } = slot;
  const spoken = Math.max(endTime, startTime + MIN_CUE_MS);
  const read = Math.min(startTime + timeToRead(slot), firstFrom(starts, spoken));
  const limit = Math.min(startTime + MAX_CUE_MS, next?.startTime ?? Infinity);
  const { entry, part, lines } = block;
  return { entry, part, lines, startTime, endTime: Math.min(Math.max(spoken, read), limit) };
}

/** The first of the sorted times that is not earlier than `time`. */
function firstFrom(sorted: Float64Array, time: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return sorted[low] ?? Infinity;
}
