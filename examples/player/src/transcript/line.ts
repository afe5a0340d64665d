import type { PageFragment } from "../__generated__/operations.ts";
import type { Speaker, SpeakerBook } from "./speakers.ts";
import { type Segment, toSegments } from "./segments.ts";

/** A paragraph as it comes from the gateway. */
export type Paragraph = PageFragment["nodes"][number];

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

/** Prepares paragraphs, in their order. The book learns the names it sees. */
export function toLines(paragraphs: readonly Paragraph[], speakers: SpeakerBook): readonly Line[] {
  return paragraphs.map((paragraph) => ({
    id: paragraph.id,
    speaker: speakers.speakerOf(paragraph.speaker?.unionId ?? null, paragraph.speakerName),
    startTime: paragraph.startTime,
    endTime: paragraph.endTime,
    segments: toSegments(paragraph),
    language: /\p{Script=Han}/u.test(paragraph.text) ? "zh" : "en",
  }));
}
