import type { Paragraph } from "../model.js";
import { type Entry, type Span, startsWithin } from "./entry.js";
import { EXACT_CHINESE, type FoldedText, type TextFolding, type TextRange } from "./folded-text.js";
import { speakerId } from "./speaker.js";
import { SpokenTimes } from "./spoken-times.js";

/** The criteria for paragraphs. */
export interface SearchCriteria {
  /** The result of `parseQuery` with the same folding. All terms must occur in the paragraph's text. */
  readonly terms: readonly string[];
  /** `unionId`s, or names of speakers without an id; null: everybody. */
  readonly speakers: ReadonlySet<string> | null;
  /** The paragraph must start in `from <= startTime < until`, in milliseconds. Null: no bound. */
  readonly from: number | null;
  readonly until: number | null;
}

/** The entries whose paragraphs match, in the order of the transcript. */
export function findHits<E extends Entry>(
  entries: readonly E[],
  criteria: SearchCriteria,
  folding: TextFolding = EXACT_CHINESE,
): E[] {
  const { terms, speakers, from, until } = criteria;
  return entries.filter(
    ({ paragraph }) =>
      startsWithin(paragraph, from, until) && isBy(speakers, paragraph) && hasAll(folding.foldOnce(paragraph), terms),
  );
}

function isBy(speakers: ReadonlySet<string> | null, paragraph: Paragraph): boolean {
  const id = speakerId(paragraph);
  return speakers === null || (id !== null && speakers.has(id));
}

function hasAll(folded: string, terms: readonly string[]): boolean {
  return terms.every((term) => folded.includes(term));
}

/**
 * The occurrences of the terms in a text, in UTF-16 units, in order and without overlaps. Occurrences of one term are
 * found from left to right. Overlapping occurrences of several terms become one range.
 */
export function findRanges(text: string, terms: readonly string[], folding: TextFolding = EXACT_CHINESE): TextRange[] {
  const folded = folding.foldWithOffsets(text);
  const found = terms.flatMap((term) => occurrencesOf(folded, term));
  const ranges: TextRange[] = [];
  for (const range of found.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    const last = ranges.at(-1);
    if (last === undefined || range.start >= last.end) ranges.push(range);
    else ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return ranges;
}

function occurrencesOf(folded: FoldedText, term: string): TextRange[] {
  const { text } = folded;
  const ranges: TextRange[] = [];
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + term.length))
    ranges.push(folded.toOriginal(at, at + term.length));
  return ranges;
}

/** A matching part of a paragraph's text, and when it is spoken, in milliseconds of the recording. */
export interface TextMatch extends TextRange, Span {}

/** The parts of a paragraph's text that match the terms. `SpokenTimes` describes how exact their times are. */
export function toTextMatches(
  paragraph: Paragraph,
  terms: readonly string[],
  folding: TextFolding = EXACT_CHINESE,
): TextMatch[] {
  const ranges = findRanges(paragraph.text, terms, folding);
  const times = new SpokenTimes(paragraph);
  return ranges.map((range) => ({ ...range, ...times.timesOf(range) }));
}
