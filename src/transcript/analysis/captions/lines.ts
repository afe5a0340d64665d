import type { Certainty, AtomTable } from "./atom-table.js";

/** The maximum size of a cue. */
export interface CueSize {
  /** In display columns. */
  readonly maxLineWidth: number;
  readonly maxLines: number;
}

/** The cost of a break of each quality in `BREAKS`. */
const BREAK_COSTS = [0, 3, 8, 60] as const;

/** The cost of an empty line. Other lines cost this times the square of their empty share. */
const SLACK_COST = 40;

/** Finds how many atoms fit a cue that begins with a given one. Looks up words only if the result depends on them. */
export class Reach {
  /** The end of the longest cue without breaks in doubt, with all of them, and with those that a lookup confirms. */
  #min: number | null = null;
  #max: number | null = null;
  #exact: number | null = null;

  constructor(
    readonly atoms: AtomTable,
    readonly first: number,
    readonly size: CueSize,
  ) {}

  /** Whether the atoms up to `end` fit a cue. */
  covers(end: number): boolean {
    if (this.atoms.widthOf(this.first, end) <= this.size.maxLineWidth) return true;
    if (end <= (this.#min ??= this.#endOf("known"))) return true;
    if (!this.atoms.hasDoubts || end > (this.#max ??= this.#endOf("possible"))) return false;
    return end <= (this.#exact ??= this.#endOf("true"));
  }

  /** The end of the longest cue: each line is filled as far as possible. */
  #endOf(certainty: Certainty): number {
    const { atoms, size } = this;
    let [start, end] = [-1, this.first];
    for (let line = 0; line < size.maxLines && end > start && end < atoms.size; line += 1)
      [start, end] = [end, atoms.lineEnd(end, certainty)];
    return end;
  }
}

/** Sets atoms that fit a cue on as few lines as possible, of similar width, with good breaks. */
export function toLines(atoms: AtomTable, first: number, end: number, { maxLineWidth, maxLines }: CueSize): string[] {
  const cue = { atoms, first, end, maxLineWidth };
  if (atoms.widthOf(first, end) <= maxLineWidth) return [atoms.lineOf(first, end)];
  for (let count = minLines(cue, maxLines); count <= maxLines; count += 1) {
    const starts = knownStarts(cue, count);
    if (starts !== null) return starts.map((start, index) => atoms.lineOf(start, starts[index + 1] ?? end));
  }
  return [atoms.lineOf(first, end)];
}

/** The atoms of one cue, from `first` to before `end`, and the width of its lines. */
interface CueAtoms {
  readonly atoms: AtomTable;
  readonly first: number;
  readonly end: number;
  readonly maxLineWidth: number;
}

/** The minimum number of lines if breaks in doubt count as breaks; more than `maxLines` if they are too few. */
function minLines({ atoms, first, end }: CueAtoms, maxLines: number): number {
  let count = 0;
  for (let start = first; start < end && count <= maxLines; count += 1) start = atoms.lineEnd(start, "possible");
  return count;
}

/**
 * The first atom of each line, at the lowest cost; null if the atoms do not fit that many lines. If a lookup refutes
 * one of the breaks, the next best lines are tried.
 */
function knownStarts(cue: CueAtoms, count: number): number[] | null {
  for (;;) {
    const starts = bestStarts(cue, count);
    if (starts === null || starts.every((start) => start === cue.first || cue.atoms.isBreak(start - 1))) return starts;
  }
}

/** The same without lookups: breaks in doubt count. Dynamic programming over the numbers of lines and atoms. */
function bestStarts(cue: CueAtoms, count: number): number[] | null {
  const lines: FullLines[] = [];
  let costs: Costs = [0];
  for (let line = 1; line < count; line += 1) {
    const next = addLine(cue, costs, count - line);
    lines.push(next);
    ({ costs } = next);
  }
  const last = bestLastStart(cue, costs);
  if (last === null) return null;
  const found = [last];
  for (const { starts } of lines.toReversed()) found.push(starts[found.at(-1) ?? 0] ?? 0);
  return found.toReversed().map((start) => cue.first + start);
}

/** The lowest cost of the lines so far, by the number of atoms on them; no cost where they do not fit. */
type Costs = readonly (number | undefined)[];

/** The cost of the lines so far, and where the last of them starts, by the number of atoms on them. */
interface FullLines {
  readonly costs: Costs;
  readonly starts: readonly number[];
}

/** Adds a line after the lines with these costs. It ends where the remaining atoms may fit on `remaining` lines. */
function addLine(cue: CueAtoms, costs: Costs, remaining: number): FullLines {
  const { atoms, first, end, maxLineWidth } = cue;
  const min = firstStart(cue, remaining);
  const slack = slackCosts(maxLineWidth);
  const next: number[] = [];
  const starts: number[] = [];
  for (let start = 0; start < costs.length; start += 1) {
    const before = costs[start];
    if (before === undefined) continue;
    for (let at = Math.max(start + 1, min); at < end - first; at += 1) {
      const width = atoms.widthOf(first + start, first + at);
      if (width > maxLineWidth) break;
      const atom = first + at - 1;
      const cost = before + (BREAK_COSTS[atoms.qualities[atom] ?? 0] ?? 0) + (slack[width] ?? 0);
      if (cost >= (next[at] ?? Infinity) || !atoms.mayBreak(atom)) continue;
      next[at] = cost;
      starts[at] = start;
    }
  }
  return { costs: next, starts };
}

/** The number of atoms before the last lines, at least. Each break between them may replace a space. */
function firstStart({ atoms, first, end, maxLineWidth }: CueAtoms, lines: number): number {
  const maxWidth = lines * (maxLineWidth + 1) - 1;
  let start = 0;
  while (atoms.widthOf(first + start, end) > maxWidth) start += 1;
  return start;
}

/** Where the last line starts at the lowest cost; null if the remaining atoms do not fit one line. */
function bestLastStart({ atoms, first, end, maxLineWidth }: CueAtoms, costs: Costs): number | null {
  const slack = slackCosts(maxLineWidth);
  let best = Infinity;
  let last: number | null = null;
  for (let start = 0; start < costs.length; start += 1) {
    const width = atoms.widthOf(first + start, end);
    const cost = width > maxLineWidth ? Infinity : (costs[start] ?? Infinity) + (slack[width] ?? 0);
    if (cost >= best) continue;
    best = cost;
    last = start;
  }
  return last;
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
