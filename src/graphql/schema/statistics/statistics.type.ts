import { Field, Int, ObjectType } from "type-graphql";
import type * as analysis from "../../../transcript/analysis/statistics.js";
import type { WholeTranscript } from "../../../transcript/reader.js";
import { DateTime } from "../date-time.js";
import { Cost, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** Numbers about a whole transcript. */
@ObjectType("TranscriptStatistics", {
  description: "Numbers about a whole transcript. They are 0 if nobody spoke.",
})
export class TranscriptStatistics implements analysis.TranscriptStatistics {
  @Cost(VALUE)
  @Field(() => Int, { description: "The number of paragraphs." })
  readonly paragraphCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "The number of sentences that DingTalk sent." })
  readonly sentenceCount!: number;

  @Cost(VALUE)
  @Field(() => Int, {
    description: "The number of words that DingTalk sent. In Chinese, its speech recognition decides what is a word.",
  })
  readonly wordCount!: number;

  @Cost(VALUE)
  @Field(() => Int, {
    description:
      "The number of characters in the paragraphs' texts, including spaces and punctuation. An emoji counts as one.",
  })
  readonly characterCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "The number of people who spoke: the length of `speakers`." })
  readonly speakerCount!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "The latest end of a paragraph. If a meeting has several recordings, the sum over the recordings.",
  })
  readonly duration!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "The time in which anybody speaks. If two people speak at once, that time counts once.",
  })
  readonly talkTime!: number;

  @Cost(VALUE)
  @Field(() => Boolean, {
    description: "Whether DingTalk said at `readAt` that nothing follows. While a meeting runs, more may still follow.",
  })
  readonly complete!: boolean;

  @Cost(VALUE)
  @Field(() => DateTime, { description: "When the transcript was read from DingTalk." })
  readonly readAt!: string;
}

/** When the transcript was read, and whether to its end. */
export const toReading = ({
  complete,
  readAtMs,
}: WholeTranscript): Pick<TranscriptStatistics, "complete" | "readAt"> => ({
  complete,
  readAt: new Date(readAtMs).toISOString(),
});
