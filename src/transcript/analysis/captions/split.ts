import type { Span } from "../entry.js";
import { type CueSize, Reach } from "./lines.js";
import { LowestTotal } from "./lowest-total.js";
import type { AtomTable } from "./atom-table.js";
import type { TextTimes } from "./text-times.js";

/** The minimum duration of a cue, 5/6 of a second (20 frames at 24 per second). Viewers miss a shorter one. */
export const MIN_CUE_MS = 834;

/** The maximum duration of a cue. Viewers read a longer one twice. */
export const MAX_CUE_MS = 7000;

/** The costs of a block and of the break after it. A pause makes the break cheaper. */
const BLOCK_COST = 10;
const BREAK_COSTS = [0, 4, 20, 60] as const;
const WORD_COST = BREAK_COSTS[2];
const PAUSE_COST = 6;
const PAUSE_MS = 300;

/** The costs of a block that is spoken in less time than `MIN_CUE_MS`, or in more than `MAX_CUE_MS`. */
const [SHORT_COST, LONG_COST] = [30, 1000];

/** In a longer text all words are looked up at once. The time to show that fewer are enough grows with the square. */
const MAX_COMPARED_ATOMS = 4000;

/** The atoms of a block, from `first` to before `end`, and when they are spoken. */
export interface BlockRange extends Span {
  readonly first: number;
  readonly end: number;
}

/** A break between two blocks that is considered, or the start or the end of the text. */
class Bound {
  /** The lowest cost of the blocks up to here, and where the last of them starts. */
  total = Infinity;
  from: Bound | null = null;
  /** The `atom` of the last bound at which a block from here can end. */
  reach = 0;
  /** The minimum cost of blocks up to here if one of their breaks is not considered. */
  otherTotal = Infinity;

  constructor(
    /** The number of atoms before it. */
    readonly atom: number,
    /** When the next atom begins to be spoken, and when the previous one has been spoken. */
    readonly startTime: number,
    readonly endTime: number,
    /** The cost of a break here. */
    readonly cost: number,
    /** The number of breaks before it that are not considered. */
    readonly leftOut: number,
  ) {}
}

/**
 * Splits a text into blocks that fit a cue, at the lowest cost. First it considers only breaks after sentences and
 * clauses and at pauses. If other breaks could lower the cost, it looks up all words and considers all breaks.
 */
export function splitText(atoms: AtomTable, times: TextTimes, size: CueSize): BlockRange[] {
  if (atoms.size <= MAX_COMPARED_ATOMS) {
    const good = findBounds(atoms, times, WORD_COST);
    findCosts(atoms, good, size);
    if (isCheapest(atoms, good, size)) return toRanges(good);
  }
  atoms.lookUpAll();
  const all = findBounds(atoms, times, Infinity);
  findCosts(atoms, all, size);
  return toRanges(all);
}

/** The start, the end, and the breaks that cost less than `maxCost`. */
function findBounds(atoms: AtomTable, times: TextTimes, maxCost: number): Bound[] {
  const { size, starts, ends, qualities } = atoms;
  const start = new Bound(0, times.startAt(starts[0] ?? 0), 0, 0, 0);
  const bounds = [start];
  let leftOut = 0;
  for (let atom = 1; atom < size; atom += 1) {
    if (!atoms.mayBreak(atom - 1)) continue;
    const end = ends[atom - 1] ?? 0;
    const next = starts[atom] ?? 0;
    let cost: number = BREAK_COSTS[qualities[atom - 1] ?? 0] ?? 0;
    if (cost > PAUSE_COST && times.silenceBetween(end, next) >= PAUSE_MS) cost = PAUSE_COST;
    if (cost >= maxCost) leftOut += 1;
    else if (atoms.isBreak(atom - 1))
      bounds.push(new Bound(atom, times.startAt(next), times.endAt(end), cost, leftOut));
  }
  bounds.push(new Bound(size, 0, times.endAt(ends[size - 1] ?? 0), 0, leftOut));
  start.total = 0;
  return bounds;
}

/** The cost of one block between two bounds, with the break after it. */
function costBetween({ startTime }: Bound, { endTime, cost }: Bound): number {
  const lengthMs = endTime - startTime;
  if (lengthMs > MAX_CUE_MS) return BLOCK_COST + LONG_COST + cost;
  return BLOCK_COST + (lengthMs < MIN_CUE_MS ? SHORT_COST : 0) + cost;
}

/**
 * Finds the lowest cost up to each bound, from those up to the bounds before it. A block that starts earlier takes
 * longer. So the bounds from which a block fits form three neighbouring windows: of long blocks, of usual ones, and of
 * short ones. In each, the lowest total is best.
 */
function findCosts(atoms: AtomTable, bounds: readonly Bound[], size: CueSize): void {
  findReaches(atoms, bounds, size);
  const [long, usual, short] = [new LowestTotal(bounds), new LowestTotal(bounds), new LowestTotal(bounds)];
  let [first, firstUsual, firstShort] = [0, 0, 0];
  for (const [end, to] of bounds.entries()) {
    while (first < end && (bounds[first]?.reach ?? 0) < to.atom) first += 1;
    firstUsual = firstFrom(bounds, to.endTime - MAX_CUE_MS, Math.max(first, firstUsual), end);
    firstShort = firstFrom(bounds, to.endTime - MIN_CUE_MS + 1, Math.max(firstUsual, firstShort), end);
    improve(to, long.find(first, firstUsual));
    improve(to, usual.find(firstUsual, firstShort));
    improve(to, short.find(firstShort, end));
  }
}

/** The index of the first bound from `start` to before `end` that starts at a time or later, otherwise `end`. */
function firstFrom(bounds: readonly Bound[], time: number, start: number, end: number): number {
  let index = start;
  while (index < end && (bounds[index]?.startTime ?? time) < time) index += 1;
  return index;
}

/** Lets the last block before `to` start at `from`, if that costs less. */
function improve(to: Bound, from: Bound | null): void {
  if (from === null) return;
  const total = from.total + costBetween(from, to);
  if (total >= to.total) return;
  to.total = total;
  to.from = from;
}

/** Finds the last bound at which a block can end, for each bound at which it can start. It never falls. */
function findReaches(atoms: AtomTable, bounds: readonly Bound[], size: CueSize): void {
  let last = 0;
  for (const [start, from] of bounds.entries()) {
    const reach = new Reach(atoms, from.atom, size);
    last = Math.max(last, start);
    for (let to = bounds[last + 1]; to !== undefined && reach.covers(to.atom); to = bounds[last + 1]) last += 1;
    from.reach = bounds[last]?.atom ?? from.atom;
  }
}

/**
 * Whether the considered breaks cost less than any solution with another break. Such a solution has at least two
 * blocks, and as many as the width requires, and at least one break that costs as much as one after a word. If this
 * estimate does not decide, the parts of the text are compared.
 */
function isCheapest(atoms: AtomTable, bounds: readonly Bound[], size: CueSize): boolean {
  const end = bounds.at(-1);
  if (end === undefined || end.leftOut === 0) return true;
  const blocks = Math.max(2, minBlocks(atoms.widthOf(0, atoms.size), size));
  return end.total < blocks * BLOCK_COST + WORD_COST || isCheapestInParts(atoms, bounds, end, size);
}

/** The number of blocks that a width requires. A line has at most its width, and the space that its break replaces. */
const minBlocks = (width: number, { maxLineWidth, maxLines }: CueSize) =>
  Math.ceil(width / (maxLines * (maxLineWidth + 1)));

/**
 * Whether the considered breaks cost less than any solution with another break. It estimates the best such solution:
 * between two bounds it has only the blocks that the width requires, and at least one more break, which costs as much
 * as one after a word.
 */
function isCheapestInParts(atoms: AtomTable, bounds: readonly Bound[], end: Bound, size: CueSize): boolean {
  for (const [index, from] of bounds.entries())
    for (let next = index + 1; next < bounds.length; next += 1) {
      const to = bounds[next];
      if (to === undefined) break;
      const inner = Math.max(1, minBlocks(atoms.widthOf(from.atom, to.atom), size) - 1);
      const blocks = (inner + 1) * BLOCK_COST + inner * WORD_COST;
      const total = Math.min(from.total, from.otherTotal) + blocks;
      const isInReach = to.atom <= from.reach;
      if (!isInReach && total > end.total) break;
      if (to.leftOut > from.leftOut) to.otherTotal = Math.min(to.otherTotal, total + to.cost);
      if (isInReach) to.otherTotal = Math.min(to.otherTotal, from.otherTotal + costBetween(from, to));
    }
  return end.total < end.otherTotal;
}

function toRanges(bounds: readonly Bound[]): BlockRange[] {
  const ranges: BlockRange[] = [];
  for (let to = bounds.at(-1); to?.from; to = to.from) {
    const { atom: first, startTime } = to.from;
    ranges.push({ first, end: to.atom, startTime, endTime: to.endTime });
  }
  return ranges.toReversed();
}
