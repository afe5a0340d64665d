import type { Paragraph } from "../../model.js";
import { type Span, spanOf } from "../entry.js";
import { type Atom, toAtoms } from "./atoms.js";
import { displayWidth } from "./display-width.js";
import { type CueSize, LineFill, toLines } from "./lines.js";
import { TextTimes } from "./text-times.js";

/** The maximum duration of a cue. Viewers read a longer one twice. */
export const MAX_CUE_MS = 7000;

/** The lines of one cue, and the time in which they are spoken. */
export interface Block extends Span {
  readonly lines: readonly string[];
  /** The width of all lines together, in display columns. A line break that replaces a space counts as one. */
  readonly columns: number;
}

/** The text that captions show of a paragraph. If the paragraph's own text is empty, its sentences or words. */
export function shownText({ text, sentences }: Paragraph): string {
  if (text.trim() !== "") return text;
  const said = Array.from(sentences, (sentence) =>
    sentence.text.trim() === "" ? Array.from(sentence.words, (word) => word.text).join(" ") : sentence.text,
  );
  return said.join(" ");
}

/** Splits a paragraph into as few blocks as possible, at good breaks. Each fits a cue, and is spoken in at most 7 s if a break allows it. */
export function toBlocks(paragraph: Paragraph, size: CueSize): Block[] {
  const text = shownText(paragraph);
  const span = spanOf(paragraph);
  const isShort = span.endTime - span.startTime <= MAX_CUE_MS;
  const line = text.trim().replace(/\s+/g, " ");
  const width = displayWidth(line);
  if (isShort && width <= size.maxLineWidth) return line === "" ? [] : [{ ...span, lines: [line], columns: width }];
  const atoms = toAtoms(text, size.maxLineWidth);
  if (isShort && fits(atoms, size)) return [toBlock(atoms, span, size)];
  return splitAtoms(atoms, new TextTimes(text, paragraph), size);
}

function fits(atoms: readonly Atom[], { maxLineWidth, maxLines }: CueSize): boolean {
  const fill = new LineFill(maxLineWidth);
  return atoms.every((atom) => {
    fill.add(atom);
    return fill.lines <= maxLines;
  });
}

function toBlock(atoms: readonly Atom[], { startTime, endTime }: Span, size: CueSize): Block {
  const columns = atoms.reduce((sum, { width, spaced }) => sum + width + (spaced ? 1 : 0), 0);
  return { startTime, endTime, lines: toLines(atoms, size), columns };
}

/** The costs of a block and of the break after it. A pause after a word makes the break cheaper. */
const BLOCK_COST = 10;
const BREAK_COSTS = [0, 4, 20, 60] as const;
const PAUSE_COST = 6;
const PAUSE_MS = 300;

/** A block that is spoken in less time should be joined with another. */
const SHORT_MS = 834;
const SHORT_COST = 30;
const LONG_COST = 1000;

/** Finds the cheapest way to split, by dynamic programming over the beginnings of the text. */
function splitAtoms(atoms: readonly Atom[], times: TextTimes, size: CueSize): Block[] {
  const timed = atoms.map((atom) => ({
    ...atom,
    startTime: times.startAt(atom.start),
    endTime: times.endAt(atom.end),
  }));
  const costs = [0, ...atoms.map(() => Infinity)];
  const starts = [0, ...atoms.map(() => 0)];
  for (const start of timed.keys()) {
    const fill = new LineFill(size.maxLineWidth);
    for (let end = start + 1; end <= timed.length; end += 1) {
      const [first, last, next] = [timed[start], timed[end - 1], timed[end]];
      if (first === undefined || last === undefined) break;
      fill.add(last);
      if (fill.lines > size.maxLines) break;
      const cost = (costs[start] ?? Infinity) + costOf(last.endTime - first.startTime) + costBehind(last, next);
      if (cost < (costs[end] ?? Infinity)) [costs[end], starts[end]] = [cost, start];
    }
  }
  const blocks: Block[] = [];
  for (let end = timed.length; end > 0; end = starts[end] ?? 0) {
    const own = timed.slice(starts[end], end);
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined)
      blocks.push(toBlock(own, { startTime: first.startTime, endTime: last.endTime }, size));
  }
  return blocks.toReversed();
}

function costOf(lengthMs: number): number {
  if (lengthMs > MAX_CUE_MS) return BLOCK_COST + LONG_COST;
  return lengthMs < SHORT_MS ? BLOCK_COST + SHORT_COST : BLOCK_COST;
}

function costBehind({ breakBehind, endTime }: Atom & Span, next: (Atom & Span) | undefined): number {
  if (next === undefined) return 0;
  const cost = BREAK_COSTS[breakBehind] ?? 0;
  return next.startTime - endTime >= PAUSE_MS ? Math.min(cost, PAUSE_COST) : cost;
}
