import type { Entry, Span } from "../entry.js";
import { countBelow } from "../sorted-numbers.js";
import type { Block } from "./blocks.js";
import type { Cue, SpokenBlock } from "./cue.js";
import { MAX_CUE_MS, MIN_CUE_MS } from "./split.js";

/** The maximum reading speed. */
const MAX_COLUMNS_PER_SECOND = 20;

/** A block with the earliest time to show it, and the end of its speech. */
interface Slot<E extends Entry> extends Span {
  readonly block: SpokenBlock<E>;
}

/**
 * The cues of a recording, in the order of their start times, and those that start together in the transcript's order.
 * A cue starts when its block is spoken, and lasts at least 5/6 s and at most 7 s. It stays until it can be read, but
 * not after another speaker starts, and never beyond the speaker's own next cue. Start times that fall are moved up.
 * Blocks of one speaker that start together are shown one after the other. Yields between its steps, for work in
 * slices.
 */
export function* scheduleCues<E extends Entry>(blocks: readonly SpokenBlock<E>[]): Generator<void, Cue<E>[]> {
  const speakers = [...Map.groupBy(withRisingStarts(blocks), ({ block }) => block.speaker).values()].map(separate);
  yield;
  const starts = Float64Array.from(speakers.flat(), ({ startTime }) => startTime).toSorted();
  const cues = speakers.flatMap((slots) => slots.map((slot, index) => toCue(slot, slots[index + 1], starts)));
  yield;
  return cues.toSorted((left, right) => left.startTime - right.startTime || left.place - right.place);
}

/** Moves up a paragraph that starts before the previous one. */
function withRisingStarts<E extends Entry>(blocks: readonly SpokenBlock<E>[]): Slot<E>[] {
  let paragraphStart = 0;
  let entry: E | null = null;
  return blocks.map((block) => {
    if (block.entry !== entry) paragraphStart = Math.max(paragraphStart, block.startTime);
    entry = block.entry;
    const startTime = Math.max(paragraphStart, block.startTime);
    return { block, startTime, endTime: Math.max(startTime, block.endTime) };
  });
}

/** Makes the start times of one speaker distinct. Blocks that start together share the time until the next start. */
function separate<E extends Entry>(slots: readonly Slot<E>[]): Slot<E>[] {
  const rising: Slot<E>[] = [];
  let [reached, wanted, scale, groupStart] = [0, 0, 0, -Infinity];
  for (const [index, { block, startTime: earliest, endTime }] of slots.entries()) {
    if (earliest > groupStart) [groupStart, wanted, scale] = [earliest, earliest, scaleFrom(slots, index)];
    const startTime = Math.max(reached, Math.floor(wanted));
    rising.push({ block, startTime, endTime: Math.max(startTime, endTime) });
    wanted += scale * timeToRead(block);
    reached = startTime + 1;
  }
  return rising;
}

/** Slot `first` and the next ones may start together. Each of them then gets this share of its reading time. */
function scaleFrom<E extends Entry>(slots: readonly Slot<E>[], first: number): number {
  const groupStart = slots[first]?.startTime ?? 0;
  let total = 0;
  for (let index = first; ; index += 1) {
    const slot = slots[index];
    if (slot === undefined) return 1;
    if (slot.startTime > groupStart) return Math.min(1, (slot.startTime - groupStart) / total);
    total += timeToRead(slot.block);
  }
}

function timeToRead({ columns }: Block): number {
  return Math.min(MAX_CUE_MS, Math.max(MIN_CUE_MS, Math.ceil((columns / MAX_COLUMNS_PER_SECOND) * 1000)));
}

/** `starts`: the start times of all speakers' cues, in order. */
function toCue<E extends Entry>(slot: Slot<E>, next: Slot<E> | undefined, starts: Float64Array): Cue<E> {
  const { block, startTime, endTime } = slot;
  const spoken = Math.max(endTime, startTime + MIN_CUE_MS);
  const read = Math.min(startTime + timeToRead(block), firstFrom(starts, spoken));
  const limit = Math.min(startTime + MAX_CUE_MS, next?.startTime ?? Infinity);
  const { entry, part, place, lines } = block;
  return { entry, part, place, lines, startTime, endTime: Math.min(Math.max(spoken, read), limit) };
}

/** The first of the sorted times that is not earlier than `time`. */
const firstFrom = (sorted: Float64Array, time: number) => sorted[countBelow(sorted, time)] ?? Infinity;
