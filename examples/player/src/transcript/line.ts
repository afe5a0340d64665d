import type { LineFragment } from "../__generated__/operations.ts";
import type { Speaker, SpeakerBook } from "../speakers/speaker-book.ts";
import { type Segment, textOf, toSegments } from "./segments.ts";

/** A paragraph, ready to be shown. Times are milliseconds of the recording. */
export interface Line {
  readonly id: string;
  readonly speaker: Speaker;
  readonly startTime: number;
  readonly endTime: number;
  readonly segments: readonly Segment[];
  /** How wide the text is, in letters; a Chinese character is as wide as two. */
  readonly width: number;
  /** The language for a screen reader's voice. */
  readonly language: "zh" | "en";
}

/** Prepares a paragraph. The book learns the name it sees. */
export function toLine(paragraph: LineFragment, speakers: SpeakerBook): Line {
  const segments = toSegments(paragraph);
  return {
    id: paragraph.id,
    speaker: speakers.speakerOf(paragraph.speaker?.unionId ?? null, paragraph.speakerName),
    startTime: paragraph.startTime,
    endTime: paragraph.endTime,
    segments,
    width: widthOf(textOf(segments)),
    language: /\p{Script=Han}/u.test(paragraph.text) ? "zh" : "en",
  };
}

const widthOf = (text: string) => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
