import { Field, ObjectType } from "type-graphql";
import { Cost, Personal, SizedList, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** The most lines that a cue may have is 10; the default is two. */
const ASSUMED_LINES = 2;

/** A caption. The source is the domain's `Cue` of positioned paragraphs. */
@ObjectType("Cue", {
  description:
    "What is shown of one speaker at a time: 5/6 of a second to 7 seconds where the speech allows. Cues of one speaker do not overlap; those of two may.",
})
export class Cue {
  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When to show it, in milliseconds of its recording." })
  readonly startTime!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When to take it away, in milliseconds of its recording." })
  readonly endTime!: number;

  @Personal()
  @Cost(VALUE)
  @SizedList(ASSUMED_LINES)
  @Field(() => [String], { description: "Its lines, at least one, without the speaker's name." })
  readonly lines!: readonly string[];
}

/** Captions. The source is a `CaptionsSource`; its resolver has the fields. */
@ObjectType("Captions", {
  description:
    "A transcript as captions: lines break at punctuation, or else between words, and cues are timed by the words.",
})
export class Captions {}
