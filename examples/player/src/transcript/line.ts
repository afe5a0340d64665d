import type { LineFragment } from "../__generated__/operations.ts";
import type { Speaker, SpeakerBook } from "../speakers/speaker-book.ts";
import { type Segment, toSegments } from "./segments.ts";

/** A paragraph, ready to be shown. Times are milliseconds of the recording. */
export interface Line {
  readonly id: string;
  readonly speaker: Speaker;
  readonly startTime: number;
  readonly endTime: number;
  readonly segments: readonly Segment[];
  /** The language for a screen reader's voice. */
  readonly language: "zh" | "en";
}

/** Prepares a paragraph. The book learns the name it sees. */
export function toLine(paragraph: LineFragment, speakers: SpeakerBook): Line {
  return {
    id: paragraph.id,
    speaker: speakers.speakerOf(paragraph.speaker?.unionId ?? null, paragraph.speakerName),
    startTime: paragraph.startTime,
    endTime: paragraph.endTime,
    segments: toSegments(paragraph),
    language: /\p{Script=Han}/u.test(paragraph.text) ? "zh" : "en",
  };
}
