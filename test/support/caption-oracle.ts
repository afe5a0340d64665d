import { type Atom, toAtoms } from "../../src/transcript/analysis/captions/atoms.js";
import { shownText } from "../../src/transcript/analysis/captions/blocks.js";
import type { CueSize } from "../../src/transcript/analysis/captions/lines.js";
import { TextTimes } from "../../src/transcript/analysis/captions/text-times.js";
import type { Paragraph } from "../../src/transcript/model.js";

/** A block by the plain rules: its atoms, and their lines. */
export interface PlainBlock {
  readonly lines: readonly string[];
  readonly startTime: number;
  readonly endTime: number;
}

const widthOf = (atoms: readonly Atom[]) =>
  atoms.reduce((sum, { width, spaced }, index) => sum + width + (spaced && index > 0 ? 1 : 0), 0);

const textOf = (atoms: readonly Atom[]) =>
  atoms.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join("");

/** All ways to cut a list into `count` parts, each of which `fits`. */
function* waysToCut(
  atoms: readonly Atom[],
  count: number,
  fits: (part: readonly Atom[]) => boolean,
): Generator<Atom[][]> {
  if (count === 1) {
    if (fits(atoms)) yield [[...atoms]];
    return;
  }
  for (let end = 1; end < atoms.length; end += 1) {
    const first = atoms.slice(0, end);
    if (!fits(first)) return;
    for (const rest of waysToCut(atoms.slice(end), count - 1, fits)) yield [first, ...rest];
  }
}

const LINE_BREAKS = [0, 3, 8, 60];

/** The lines of some atoms, found by trying all ways; null if the atoms do not fit. */
function plainLines(atoms: readonly Atom[], { maxLineWidth, maxLines }: CueSize): string[] | null {
  const costOf = (lines: readonly Atom[][]) =>
    lines.reduce((sum, line, index) => {
      const last = index < lines.length - 1 ? line.at(-1) : undefined;
      return sum + (LINE_BREAKS[last?.breakAfter ?? 0] ?? 0) + 40 * (1 - widthOf(line) / maxLineWidth) ** 2;
    }, 0);
  for (let count = 1; count <= maxLines; count += 1) {
    const ways = [...waysToCut(atoms, count, (line) => widthOf(line) <= maxLineWidth)];
    const costs = ways.map(costOf);
    const best = ways[costs.indexOf(Math.min(...costs))];
    if (best !== undefined) return best.map(textOf);
  }
  return null;
}

const BLOCK_BREAKS = [0, 4, 20, 60];

/** The blocks of a paragraph, with every word looked up and every break tried. */
export function plainBlocks(paragraph: Paragraph, size: CueSize): PlainBlock[] {
  const text = shownText(paragraph);
  const atoms = toAtoms(text, size.maxLineWidth);
  const { startTime, endTime } = paragraph;
  const whole = plainLines(atoms, size);
  if (atoms.length === 0) return [];
  if (whole !== null && endTime - startTime <= 7000) return [{ lines: whole, startTime, endTime }];
  const times = new TextTimes(text, paragraph);
  const starts = atoms.map((atom) => times.startAt(atom.start));
  const ends = atoms.map((atom) => times.endAt(atom.end));
  const best: { cost: number; blocks: PlainBlock[] }[] = [{ cost: 0, blocks: [] }];
  for (let end = 1; end <= atoms.length; end += 1) {
    let chosen = { cost: Infinity, blocks: [] as PlainBlock[] };
    for (let start = 0; start < end; start += 1) {
      const before = best[start]!;
      const lines = plainLines(atoms.slice(start, end), size);
      if (lines === null) continue;
      const [from, until] = [starts[start]!, ends[end - 1]!];
      const tooLong = until - from > 7000 ? 1000 : until - from < 834 ? 30 : 0;
      const behind = BLOCK_BREAKS[atoms[end - 1]!.breakAfter]!;
      const isPause = end < atoms.length && starts[end]! - until >= 300;
      const cost = before.cost + 10 + tooLong + (end === atoms.length ? 0 : isPause ? Math.min(6, behind) : behind);
      if (cost < chosen.cost) chosen = { cost, blocks: [...before.blocks, { lines, startTime: from, endTime: until }] };
    }
    best.push(chosen);
  }
  return best.at(-1)!.blocks;
}
