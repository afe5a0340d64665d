import type { LineFragment } from "../__generated__/operations.ts";
import type { Speaker, SpeakerBook } from "../speakers/speaker-book.ts";
import { type Segment, textOf, toSegments } from "./segments.ts";

/** A paragraph, ready to be shown. Times are milliseconds of the recording. */
export interface Line {
  readonly id: string;
  readonly speaker: Speaker;
  readonly startTime: number;
  readonly endTime: number;
  readonly text: string;
  /** The text in pieces, each with its time. They are made for lines that are spoken, searched or clicked, once; most never are. */
  readonly segments: () => readonly Segment[];
  /** How wide the text is, in letters; a Chinese character is as wide as two. */
  readonly width: number;
  /** The language for a screen reader's voice. */
  readonly language: "zh" | "en";
}

/** Prepares a paragraph. The book learns the name it sees. */
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

/** Remembers the first result, so that components that get it are not drawn again. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** From here on (CJK Radicals Supplement) most characters are as wide as two letters. */
const FIRST_WIDE = 0x2e80;

/** Without a regular expression, whose matches would be a string for each character of a page. */
function countWide(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= FIRST_WIDE) count++;
  return count;
}
