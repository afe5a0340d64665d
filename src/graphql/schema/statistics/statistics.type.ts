import { Field, Int, ObjectType } from "type-graphql";
import type * as analysis from "../../../transcript/analysis/statistics.js";
import type { WholeTranscript } from "../../../transcript/reader.js";
import { DateTime } from "../date-time.js";
import { Cost, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** A whole transcript in numbers. */
@ObjectType("TranscriptStatistics", {
  description: "A whole transcript in numbers. All of them are 0 when nobody spoke.",
})
export class TranscriptStatistics implements analysis.TranscriptStatistics {
  @Cost(VALUE)
  @Field(() => Int, { description: "How many paragraphs it has." })
  readonly paragraphCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "How many sentences DingTalk sent." })
  readonly sentenceCount!: number;

  @Cost(VALUE)
  @Field(() => Int, {
    description: "How many words DingTalk sent; in Chinese, words are what its speech recognition takes for words.",
  })
  readonly wordCount!: number;

  @Cost(VALUE)
  @Field(() => Int, {
    description:
      "How many characters the texts of the paragraphs have, spaces and punctuation included; an emoji is one.",
  })
  readonly characterCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "How many people spoke: the length of `speakers`." })
  readonly speakerCount!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description:
      "The latest time at which a paragraph ends. Where a meeting has several recordings, the sum of those of each.",
  })
  readonly duration!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "The time in which anybody speaks. When two people speak at once, that time counts once.",
  })
  readonly talkTime!: number;

  @Cost(VALUE)
  @Field(() => Boolean, {
    description:
      "Whether DingTalk said, at `readAt`, that nothing follows. While a meeting runs, more may follow all the same.",
  })
  readonly complete!: boolean;

  @Cost(VALUE)
  @Field(() => DateTime, { description: "When the transcript was read from DingTalk." })
  readonly readAt!: string;
}

/** When a transcript was read, and whether to its end. */
export const toReading = ({
  complete,
  readAtMs,
}: WholeTranscript): Pick<TranscriptStatistics, "complete" | "readAt"> => ({
  complete,
  readAt: new Date(readAtMs).toISOString(),
});
