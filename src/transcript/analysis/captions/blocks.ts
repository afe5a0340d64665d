import type { Paragraph } from "../../model.js";
import { type Span, spanOf } from "../entry.js";
import { displayWidth } from "./display-width.js";
import { type CueSize, Reach, toLines } from "./lines.js";
import { AtomTable } from "./atom-table.js";
import { type BlockRange, MAX_CUE_MS, splitText } from "./split.js";
import { TextTimes } from "./text-times.js";

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

/** The atoms of the current text. They are reused, which is safe because `toBlocks` is synchronous. */
const atoms = new AtomTable();

/** Splits a paragraph into few blocks, at good breaks. Each fits a cue, and lasts at most 7 s if a break allows it. */
export function toBlocks(paragraph: Paragraph, size: CueSize): Block[] {
  const text = shownText(paragraph);
  if (!atoms.readCommon(text, size.maxLineWidth)) {
    const block = toOneLine(text, paragraph, size);
    if (block !== null) return [block];
    atoms.readAny(text, size.maxLineWidth);
  }
  const blocks = toBlocksOf(text, paragraph, size);
  return atoms.isSound ? blocks : toBlocksOf(text, paragraph, size);
}

const isShort = ({ startTime, endTime }: Span) => endTime - startTime <= MAX_CUE_MS;

/** The only block of a text that fits one line; null if it does not fit. */
function toOneLine(text: string, paragraph: Paragraph, { maxLineWidth }: CueSize): Block | null {
  const line = text.trim().replace(/\s+/g, " ");
  const columns = displayWidth(line);
  return line !== "" && isShort(paragraph) && columns <= maxLineWidth
    ? { ...spanOf(paragraph), lines: [line], columns }
    : null;
}

/** The blocks of the text that `atoms` has read. */
function toBlocksOf(text: string, paragraph: Paragraph, size: CueSize): Block[] {
  const all = { first: 0, end: atoms.size, ...spanOf(paragraph) };
  if (all.end === 0) return [];
  const isOne = isShort(paragraph) && new Reach(atoms, 0, size).covers(all.end);
  const ranges = isOne ? [all] : splitText(atoms, new TextTimes(text, paragraph), size);
  return ranges.map((range) => toBlock(range, size));
}

function toBlock({ first, end, startTime, endTime }: BlockRange, size: CueSize): Block {
  return { startTime, endTime, lines: toLines(atoms, first, end, size), columns: atoms.columnsOf(first, end) };
}
