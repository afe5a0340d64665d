import type { Paragraph } from "../../model.js";
import { type Span, spanOf } from "../entry.js";
import { type Atom, toAtoms } from "./atoms.js";
import { displayWidth } from "./display-width.js";
import { type CueSize, LineFill, toLines } from "./lines.js";
import { TextTimes } from "./text-times.js";

/** A cue is shown for at most this long, so that viewers do not read it twice. */
export const MAX_CUE_MS = 7000;

/** What is shown at a time, and when it is spoken. */
export interface Block extends Span {
  readonly lines: readonly string[];
  /** The width of all lines together, in display columns, with a space for a break of the line where one stood. */
  readonly columns: number;
}

/** What is shown of a paragraph: its text, or else that of its sentences, or of its words. */
export function shownText({ text, sentences }: Paragraph): string {
  if (text.trim() !== "") return text;
  const said = Array.from(sentences, (sentence) =>
    sentence.text.trim() === "" ? Array.from(sentence.words, (word) => word.text).join(" ") : sentence.text,
  );
  return said.join(" ");
}

/** Splits a paragraph into blocks that fit a cue: into as few as can be, at good places, each spoken in at most 7 s if there is a place to split it at. */
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

/** Each block costs so much, and a place to end it the more the worse it is; silence behind a word makes the place a better one. */
const BLOCK_COST = 10;
const BREAK_COSTS = [0, 4, 20, 60] as const;
const PAUSE_COST = 6;
const PAUSE_MS = 300;

/** What is shown for less time, or is shorter, is better joined to another. */
const SHORT_MS = 834;
const SHORT_COST = 30;
const LONG_COST = 1000;

/** Finds the cheapest way to split, by the cheapest ways to split each beginning. */
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
