import { Int, ObjectType } from "type-graphql";
import type * as analysis from "../../../transcript/analysis/statistics.js";
import { DateTime } from "../date-time.js";
import { ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** Numbers about a whole transcript. */
@ObjectType("TranscriptStatistics", { description: "Numbers about a whole transcript. They are 0 if nobody spoke." })
export class TranscriptStatistics implements analysis.TranscriptStatistics {
  @ValueField(() => Int, "The number of paragraphs.")
  readonly paragraphCount!: number;

  @ValueField(() => Int, "The number of sentences that DingTalk sent.")
  readonly sentenceCount!: number;

  @ValueField(
    () => Int,
    "The number of words that DingTalk sent. For Chinese, DingTalk's speech recognition decides where a word ends.",
  )
  readonly wordCount!: number;

  @ValueField(
    () => Int,
    "The number of characters in the paragraphs' texts, including spaces and punctuation. An emoji counts as one.",
  )
  readonly characterCount!: number;

  @ValueField(() => Int, "The number of people who spoke: the length of `speakers`.")
  readonly speakerCount!: number;

  @ValueField(
    () => Milliseconds,
    "The latest end of a paragraph. If a meeting has several recordings, the sum over the recordings.",
  )
  readonly duration!: number;

  @ValueField(() => Milliseconds, "How long somebody spoke. Time in which several people spoke counts once.")
  readonly talkTime!: number;

  @ValueField(
    () => Boolean,
    "Whether DingTalk said at `readAt` that nothing follows. While a meeting runs, the transcript may still grow.",
  )
  readonly complete!: boolean;

  @ValueField(() => DateTime, "When the transcript was read from DingTalk.")
  readonly readAt!: string;
}
