import { ID, Int, ObjectType } from "type-graphql";
import { Personal, ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";

/** A word as the speech recogniser heard it. The source is the domain's `Word`. */
@ObjectType("Word", { description: "One word as the speech recogniser heard it, with the time when it was spoken." })
export class Word {
  @ValueField(() => Int, "Its index in the sentence, from 0.")
  readonly index!: number;

  @ValueField(() => ID, "DingTalk's id of the word, such as `1631172050535000#0`; null if it sent none.", {
    nullable: true,
  })
  readonly wordId!: string | null;

  @Personal()
  @ValueField(() => String, "The word, with the punctuation that DingTalk sent with it; empty if it sent none.")
  readonly text!: string;

  @ValueField(
    () => Milliseconds,
    "When the word begins, in milliseconds of the recording. A player highlights the word from then on.",
  )
  readonly startTime!: number;

  @ValueField(() => Milliseconds, "When the word ends, in milliseconds of the recording; it may equal its `startTime`.")
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
