import { Int, ObjectType } from "type-graphql";
import { Personal, ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";

/** A sentence of a paragraph. The source is the domain's `Sentence`. */
@ObjectType("Sentence", {
  description:
    "One sentence of a paragraph. The texts of all sentences together may differ from the text of the paragraph.",
})
export class Sentence {
  @ValueField(() => Int, "Its index in the paragraph, from 0.")
  readonly index!: number;

  @Personal()
  @ValueField(() => String, "The text of the sentence; empty if DingTalk sent none.")
  readonly text!: string;

  @ValueField(() => Milliseconds, "When the sentence begins, in milliseconds of the recording.")
  readonly startTime!: number;

  @ValueField(
    () => Milliseconds,
    "When the sentence ends, in milliseconds of the recording; it may equal its `startTime`.",
  )
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
