import { Field, Int, ObjectType } from "type-graphql";
import { Cost, Personal, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";

/** A sentence of a paragraph. The source is the domain's `Sentence`. */
@ObjectType("Sentence", {
  description: "One sentence of a paragraph. The sentences do not always add up to the paragraph's text.",
})
export class Sentence {
  @Cost(VALUE)
  @Field(() => Int, { description: "Its place in the paragraph, from 0." })
  readonly index!: number;

  @Personal()
  @Cost(VALUE)
  @Field(() => String, { description: "What was said; empty if DingTalk sent no text." })
  readonly text!: string;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When the sentence begins, in milliseconds of the recording." })
  readonly startTime!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description: "When the sentence ends, in milliseconds of the recording; it may equal its `startTime`.",
  })
  readonly endTime!: number;
}

@ObjectType("SentenceEdge", { description: "A sentence in its paragraph." })
export class SentenceEdge extends edgeOf(() => Sentence, "sentence", "in the same paragraph") {}

@ObjectType("SentenceConnection", { description: "A page of a paragraph's sentences." })
export class SentenceConnection extends connectionOf(
  () => SentenceEdge,
  () => Sentence,
  "sentence",
) {}
