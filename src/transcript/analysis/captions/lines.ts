import type { Atom } from "./atoms.js";

/** The maximum size of a cue. */
export interface CueSize {
  /** In display columns. */
  readonly maxLineWidth: number;
  readonly maxLines: number;
}

/** The cost of a break of each quality in `BREAKS`, and of empty space. A line that is a third empty costs about as much as a break after a word. */
const BREAK_COSTS = [0, 3, 8, 60] as const;
const SLACK_COST = 40;

/** Counts the lines of atoms, if each line is filled as far as possible. */
export class LineFill {
  lines = 0;
  #width = Infinity;

  constructor(readonly maxLineWidth: number) {}

  /** Adds the next atom. */
  add({ width, spaced }: Atom): void {
    this.#width += width + (spaced ? 1 : 0);
    if (this.#width <= this.maxLineWidth) return;
    this.lines += 1;
    this.#width = width;
  }
}

/** Sets atoms that fit a cue on as few lines as possible, of similar width, with good breaks. */
export function toLines(atoms: readonly Atom[], { maxLineWidth }: CueSize): string[] {
  const fill = new LineFill(maxLineWidth);
  for (const atom of atoms) fill.add(atom);
  if (fill.lines === 1) return [joinAtoms(atoms)];
  const starts = bestStarts(atoms, fill.lines, maxLineWidth);
  return starts.map((start, index) => joinAtoms(atoms.slice(start, starts[index + 1])));
}

/** The text of atoms on one line. */
export function joinAtoms(atoms: readonly Atom[]): string {
  return atoms.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join("");
}

/** The index of each line's first atom. */
function bestStarts(atoms: readonly Atom[], lines: number, maxLineWidth: number): number[] {
  // Dynamic programming: for each number of lines, and of atoms on them, the lowest cost and the start of the last line.
  let costs = [0, ...atoms.map(() => Infinity)];
  const choices: number[][] = [];
  for (let line = 1; line <= lines; line += 1) {
    const [next, starts] = [atoms.map(() => Infinity), atoms.map(() => 0)];
    for (let start = 0; start < atoms.length; start += 1) {
      const before = costs[start] ?? Infinity;
      if (before === Infinity) continue;
      let width = 0;
      for (let end = start + 1; end <= atoms.length; end += 1) {
        const atom = atoms[end - 1];
        if (atom === undefined) break;
        width += atom.width + (end > start + 1 && atom.spaced ? 1 : 0);
        if (width > maxLineWidth && end > start + 1) break;
        const ending = end === atoms.length ? 0 : (BREAK_COSTS[atom.breakBehind] ?? 0);
        const cost = before + ending + SLACK_COST * (1 - width / maxLineWidth) ** 2;
        if (cost < (next[end - 1] ?? Infinity)) [next[end - 1], starts[end - 1]] = [cost, start];
      }
    }
    costs = [Infinity, ...next];
    choices.push([0, ...starts]);
  }
  const found: number[] = [];
  for (let end = atoms.length; choices.length > 0;) found.push((end = choices.pop()?.[end] ?? 0));
  return found.toReversed();
}
