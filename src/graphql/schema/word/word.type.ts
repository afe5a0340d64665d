import { Field, ID, Int, ObjectType } from "type-graphql";
import { Cost, Personal, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";

/** A word as the speech recogniser heard it. The source is the domain's `Word`. */
@ObjectType("Word", { description: "One word as the speech recogniser heard it, with the time at which it was said." })
export class Word {
  @Cost(VALUE)
  @Field(() => Int, { description: "Its place in the sentence, from 0." })
  readonly index!: number;

  @Cost(VALUE)
  @Field(() => ID, {
    nullable: true,
    description: "DingTalk's id of the word, such as `1631172050535000#0`; null if it sent none.",
  })
  readonly wordId!: string | null;

  @Personal()
  @Cost(VALUE)
  @Field(() => String, {
    description: "The word, with the punctuation that DingTalk sent with it; empty if it sent none.",
  })
  readonly text!: string;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "When the word begins, in milliseconds of the recording. A player highlights the word from then on.",
  })
  readonly startTime!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "When the word ends, in milliseconds of the recording; it may equal its `startTime`.",
  })
  readonly endTime!: number;
}

@ObjectType("WordEdge", { description: "A word in its sentence." })
export class WordEdge extends edgeOf(() => Word, "word", "in the same sentence") {}

@ObjectType("WordConnection", { description: "A page of a sentence's words." })
export class WordConnection extends connectionOf(
  () => WordEdge,
  () => Word,
  "word",
) {}
