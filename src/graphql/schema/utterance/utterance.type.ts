import { ObjectType } from "type-graphql";

/** What one person says at a given time. The source is the domain's `Utterance`; its resolver has the fields. */
@ObjectType("Utterance", {
  description: "The paragraph, the sentence and the word that one person was speaking at a given time.",
})
export class Utterance {}
