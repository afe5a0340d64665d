import { Field, Float, Int, ObjectType } from "type-graphql";
import { Cost, Personal, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** What one person said without anybody between. The source is the domain's `Turn` of positioned paragraphs. */
@ObjectType("Turn", {
  description:
    "What one person said until somebody else spoke: consecutive paragraphs of one speaker, in one recording.",
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
    "One person who spoke. People are told apart by `unionId`, and by name where DingTalk sent no id: two people with one name stay two. What nobody is named for counts as one unknown speaker.",
})
export class SpeakerStatistics {
  @Personal()
  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description: "The first name that the meeting showed for the speaker; null when it never showed one.",
  })
  readonly speakerName!: string | null;

  @Cost(VALUE)
  @Field(() => Int, { description: "How often the speaker took the floor." })
  readonly turnCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "How many words DingTalk sent for the speaker." })
  readonly wordCount!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "How many characters the speaker's texts have, spaces and punctuation included." })
  readonly characterCount!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "The time in which the speaker speaks, also when others speak too." })
  readonly talkTime!: number;

  @Cost(VALUE)
  @Field(() => Float, {
    description:
      "The speaker's part of the sum of everybody's `talkTime`: `0.25` is a quarter. The shares add up to 1, unless nobody's speech lasts any time.",
  })
  readonly talkShare!: number;

  @Cost(VALUE)
  @Field(() => Float, {
    nullable: true,
    description: "`wordCount` for each minute of `talkTime`; null when DingTalk sent no words or no times.",
  })
  readonly wordsPerMinute!: number | null;

  @Cost(VALUE)
  @Field(() => Turn, { description: "The turn that lasts longest, from its start to its end." })
  readonly longestTurn!: Turn;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When the speaker's first turn begins, in milliseconds of its recording." })
  readonly firstSpokeAt!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When the speaker's last turn ends, in milliseconds of its recording." })
  readonly lastSpokeAt!: number;
}
