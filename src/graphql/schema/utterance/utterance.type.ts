import { ObjectType } from "type-graphql";

/**
 * What one person was saying at a time. The source is the domain's `Utterance` of positioned paragraphs; its resolver
 * has the fields.
 */
@ObjectType("Utterance", { description: "What one person was saying at a time." })
export class Utterance {}
