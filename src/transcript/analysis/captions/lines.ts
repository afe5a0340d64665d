import type { Certainty, AtomTable } from "./atom-table.js";

/** The maximum size of a cue. */
export interface CueSize {
  /** In display columns. */
  readonly maxLineWidth: number;
  readonly maxLines: number;
}

/** The cost of a break of each quality in `BREAKS`, and of empty space. A line that is a third empty costs about as much as a break after a word. */
const BREAK_COSTS = [0, 3, 8, 60] as const;
const SLACK_COST = 40;

/** Finds how many atoms fit a cue that begins with a given one. Words are looked up only if the result depends on them. */
export class Reach {
  /** The end of the longest cue without breaks in doubt, with all of them, and with those that a lookup confirms. */
  #least: number | null = null;
  #most: number | null = null;
  #exact: number | null = null;

  constructor(
    readonly atoms: AtomTable,
    readonly first: number,
    readonly size: CueSize,
  ) {}

  /** Whether the atoms up to `end` fit a cue. */
  covers(end: number): boolean {
    if (this.atoms.widthOf(this.first, end) <= this.size.maxLineWidth) return true;
    if (end <= (this.#least ??= this.#endOf("known"))) return true;
    if (!this.atoms.hasDoubts || end > (this.#most ??= this.#endOf("possible"))) return false;
    return end <= (this.#exact ??= this.#endOf("true"));
  }

  /** The end of the longest cue: each line is filled as far as possible. */
  #endOf(certainty: Certainty): number {
    const { atoms, size } = this;
    let end = this.first;
    for (let line = 0; line < size.maxLines && end < atoms.size; line += 1) end = atoms.lineEnd(end, certainty);
    return end;
  }
}

/** Sets atoms that fit a cue on as few lines as possible, of similar width, with good breaks. */
export function toLines(atoms: AtomTable, first: number, end: number, { maxLineWidth, maxLines }: CueSize): string[] {
  if (atoms.widthOf(first, end) <= maxLineWidth) return [atoms.lineOf(first, end)];
  for (let count = 2; count <= maxLines; count += 1) {
    const starts = knownStarts(atoms, first, end, count, maxLineWidth);
    if (starts !== null) return starts.map((start, index) => atoms.lineOf(start, starts[index + 1] ?? end));
  }
  return [atoms.lineOf(first, end)];
}

/**
 * The first atom of each line, at the lowest cost; null if the atoms do not fit that many lines. If a lookup refutes one of the breaks, the next
 * best lines are tried.
 */
function knownStarts(
  atoms: AtomTable,
  first: number,
  end: number,
  count: number,
  maxLineWidth: number,
): number[] | null {
  for (;;) {
    const starts = bestStarts(atoms, first, end, count, maxLineWidth);
    if (starts === null || starts.every((start) => start === first || atoms.isBreak(start - 1))) return starts;
  }
}

/** The same without lookups: breaks in doubt count as breaks. Dynamic programming over the numbers of lines and atoms. */
function bestStarts(
  atoms: AtomTable,
  first: number,
  end: number,
  count: number,
  maxLineWidth: number,
): number[] | null {
  const slack = slackCosts(maxLineWidth);
  const size = end - first;
  // By the number of atoms on the lines so far: the lowest cost. `choices` has the start of the last line for each of them.
  let costs = [0];
  const choices: number[][] = [];
  for (let line = 1; line < count; line += 1) {
    const next: number[] = [];
    const starts: number[] = [];
    for (let start = 0; start < costs.length; start += 1) {
      const before = costs[start];
      if (before === undefined) continue;
      for (let at = start + 1; at < size; at += 1) {
        const width = atoms.widthOf(first + start, first + at);
        if (width > maxLineWidth) break;
        const atom = first + at - 1;
        const cost = before + (BREAK_COSTS[atoms.qualities[atom] ?? 0] ?? 0) + (slack[width] ?? 0);
        if (cost < (next[at] ?? Infinity) && atoms.mayBreak(atom)) [next[at], starts[at]] = [cost, start];
      }
    }
    costs = next;
    choices.push(starts);
  }
  let [best, last] = [Infinity, 0];
  for (let start = 0; start < costs.length; start += 1) {
    const width = atoms.widthOf(first + start, end);
    const cost = width > maxLineWidth ? Infinity : (costs[start] ?? Infinity) + (slack[width] ?? 0);
    if (cost < best) [best, last] = [cost, start];
  }
  if (best === Infinity) return null;
  const found = [last];
  for (const starts of choices.toReversed()) found.push((last = starts[last] ?? 0));
  return found.toReversed().map((start) => first + start);
}

/** The cost of the empty part of a line, by the width of its text. */
let slackOfLines = new Float64Array();

function slackCosts(maxLineWidth: number): Float64Array {
  if (slackOfLines.length !== maxLineWidth + 1)
    slackOfLines = Float64Array.from(
      { length: maxLineWidth + 1 },
      (_, width) => SLACK_COST * (1 - width / maxLineWidth) ** 2,
    );
  return slackOfLines;
}
