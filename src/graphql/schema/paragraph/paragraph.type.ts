import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { Cost, Personal, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";
import { Node } from "../relay/node.type.js";

/** A paragraph of a transcript. The source is the domain's `PositionedParagraph`; its resolver unwraps it. */
@Directive('@key(fields: "id")')
@ObjectType("Paragraph", { implements: Node, description: "What one speaker said without a break." })
export class Paragraph implements Node {
  @Cost(VALUE)
  @Field(() => ID, {
    description:
      "Opaque. `node(id:)` finds the paragraph by this id, and client caches can use it as a key. It is the same on every page and in both orders. Each operator gets a different id.",
  })
  readonly id!: string;

  @Cost(VALUE)
  @Field(() => ID, {
    nullable: true,
    description:
      "DingTalk's 64-bit record id in decimal digits, exact; it may not be unique. Null if DingTalk sent none.",
  })
  readonly recordId!: string | null;

  @Cost(VALUE)
  @Field(() => Int, {
    nullable: true,
    description: "DingTalk's status of the paragraph. DingTalk's documents call it unused; null if it sent none.",
  })
  readonly status!: number | null;

  @Personal()
  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description:
      "The speaker's name as the meeting showed it; null if DingTalk sent none. Two people may have the same name: `speaker` distinguishes them.",
  })
  readonly speakerName!: string | null;

  @Personal()
  @Cost(VALUE)
  @Field(() => String, {
    description: "The text of the whole paragraph; empty if DingTalk sent none.",
  })
  readonly text!: string;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description:
      "When the paragraph begins, in milliseconds of the recording. Times do not always rise: a paragraph may begin a little before the previous one, and a second recording begins at 0 again.",
  })
  readonly startTime!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description:
      "When the paragraph ends, in milliseconds of the recording. The next paragraph may begin earlier, because people talk over one another.",
  })
  readonly endTime!: number;
}

@ObjectType("ParagraphEdge", { description: "A paragraph in its transcript." })
export class ParagraphEdge extends edgeOf(
  () => Paragraph,
  "paragraph",
  "for the same meeting and order; `from`, `until` and the count may change",
) {}

@ObjectType("ParagraphConnection", { description: "A page of a transcript." })
export class ParagraphConnection extends connectionOf(
  () => ParagraphEdge,
  () => Paragraph,
  "paragraph",
) {}
