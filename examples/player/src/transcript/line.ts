import type { LineFragment } from "../__generated__/operations.ts";
import type { Speaker, SpeakerBook } from "../speakers/speaker-book.ts";
import { type Segment, textOf, toSegments } from "./segments.ts";

/** A paragraph, prepared for display. Times are milliseconds of the recording. */
export interface Line {
  readonly id: string;
  readonly speaker: Speaker;
  readonly startTime: number;
  readonly endTime: number;
  readonly text: string;
  /**
   * The text in pieces, each with its time. They are created once, for lines that are spoken, searched or clicked,
   * which few are.
   */
  readonly segments: () => readonly Segment[];
  /** The width of the text in letters; a Chinese character counts as two. */
  readonly width: number;
  /** The language for a screen reader's voice. */
  readonly language: "zh" | "en";
}

/** Prepares a paragraph, and adds its speaker's name to the book. */
export function toLine(paragraph: LineFragment, speakers: SpeakerBook): Line {
  const text = textOf(paragraph);
  const wideCharacters = countWide(text);
  return {
    id: paragraph.id,
    speaker: speakers.speakerOf(paragraph.speaker?.unionId ?? null, paragraph.speakerName),
    startTime: paragraph.startTime,
    endTime: paragraph.endTime,
    text,
    segments: once(() => toSegments(paragraph)),
    width: text.length + wideCharacters,
    language: /\p{Script=Han}/u.test(text) ? "zh" : "en",
  };
}

/** Remembers the first result, so that components with it are not drawn again. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** From here on (CJK Radicals Supplement) most characters are as wide as two letters. */
const FIRST_WIDE = 0x2e80;

/** A regular expression would create a string for each character of a page. */
function countWide(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= FIRST_WIDE) count++;
  return count;
}
