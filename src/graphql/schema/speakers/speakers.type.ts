import { Field, Float, Int, ObjectType } from "type-graphql";
import { Cost, Personal, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** A turn of one speaker. The source is the domain's `Turn` of positioned paragraphs. */
@ObjectType("Turn", {
  description:
    "Consecutive paragraphs of one speaker in one recording: what the person said until somebody else spoke.",
})
export class Turn {
  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When its first paragraph begins, in milliseconds of the recording." })
  readonly startTime!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When its last paragraph ends, in milliseconds of the recording." })
  readonly endTime!: number;
}

/** One speaker. The source is the domain's `SpeakerStatistics` of positioned paragraphs. */
@ObjectType("SpeakerStatistics", {
  description:
    "One person who spoke. Speakers are distinguished by `unionId`, and by name if DingTalk sent no id. So two people with the same name stay two. Paragraphs without an id and a name belong to one unknown speaker.",
})
export class SpeakerStatistics {
  @Personal()
  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description: "The name that the meeting showed first for the speaker; null if it never showed one.",
  })
  readonly speakerName!: string | null;

  @Cost(VALUE)
  @Field(() => Int, { description: "The number of the speaker's turns." })
  readonly turnCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "The number of words that DingTalk sent for the speaker." })
  readonly wordCount!: number;

  @Cost(VALUE)
  @Field(() => Int, {
    description: "The number of characters in the speaker's texts, including spaces and punctuation.",
  })
  readonly characterCount!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "The time in which the speaker speaks, even if others speak at the same time.",
  })
  readonly talkTime!: number;

  @Cost(VALUE)
  @Field(() => Float, {
    description:
      "The speaker's share of the sum of all speakers' `talkTime`: `0.25` is a quarter. The shares add up to 1, or are all 0 if that sum is 0.",
  })
  readonly talkShare!: number;

  @Cost(VALUE)
  @Field(() => Float, {
    nullable: true,
    description: "`wordCount` for each minute of `talkTime`; null if DingTalk sent no words or no times.",
  })
  readonly wordsPerMinute!: number | null;

  @Cost(VALUE)
  @Field(() => Turn, { description: "The longest turn, from its start to its end." })
  readonly longestTurn!: Turn;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When the speaker's first turn begins, in milliseconds of its recording." })
  readonly firstSpokeAt!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When the speaker's last turn ends, in milliseconds of its recording." })
  readonly lastSpokeAt!: number;
}
