import { Float, Int, ObjectType } from "type-graphql";
import { Personal, ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** A turn of one speaker. The source is the domain's `Turn` of positioned paragraphs. */
@ObjectType("Turn", {
  description: "Consecutive paragraphs of one speaker in one recording, until somebody else speaks.",
})
export class Turn {
  @ValueField(() => Milliseconds, "When its first paragraph begins, in milliseconds of the recording.")
  readonly startTime!: number;

  @ValueField(() => Milliseconds, "When its last paragraph ends, in milliseconds of the recording.")
  readonly endTime!: number;
}

/** One speaker. The source is the domain's `SpeakerStatistics` of positioned paragraphs. */
@ObjectType("SpeakerStatistics", {
  description:
    "One person who spoke. Speakers are distinguished by `unionId`, and by name if DingTalk sent no id. So two people with the same name are two speakers if their ids differ. All paragraphs with neither an id nor a name belong to one unknown speaker.",
})
export class SpeakerStatistics {
  @Personal()
  @ValueField(() => String, "The speaker's name as the meeting first showed it; null if DingTalk sent none.", {
    nullable: true,
  })
  readonly speakerName!: string | null;

  @ValueField(() => Int, "The number of the speaker's turns.")
  readonly turnCount!: number;

  @ValueField(() => Int, "The number of words that DingTalk sent for the speaker.")
  readonly wordCount!: number;

  @ValueField(() => Int, "The number of characters in the speaker's texts, including spaces and punctuation.")
  readonly characterCount!: number;

  @ValueField(() => Milliseconds, "How long the speaker spoke, including the time in which others spoke too.")
  readonly talkTime!: number;

  @ValueField(
    () => Float,
    "The speaker's share of the sum of all speakers' `talkTime`: `0.25` is a quarter. The shares add up to 1, or are all 0 if that sum is 0.",
  )
  readonly talkShare!: number;

  @ValueField(
    () => Float,
    "`wordCount` divided by the minutes of `talkTime`; null if DingTalk sent no words or no times.",
    { nullable: true },
  )
  readonly wordsPerMinute!: number | null;

  @ValueField(() => Turn, "The longest turn, from its start to its end.")
  readonly longestTurn!: Turn;

  @ValueField(() => Milliseconds, "When the speaker's first turn begins, in milliseconds of its recording.")
  readonly firstSpokeAt!: number;

  @ValueField(() => Milliseconds, "When the speaker's last turn ends, in milliseconds of its recording.")
  readonly lastSpokeAt!: number;
}
