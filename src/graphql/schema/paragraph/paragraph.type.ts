import { Directive, ID, Int, ObjectType } from "type-graphql";
import { Personal, ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";
import { Node } from "../relay/node.type.js";

/** A paragraph of a transcript. The source is the domain's `PositionedParagraph`; its resolver unwraps it. */
@Directive('@key(fields: "id")')
@ObjectType("Paragraph", { implements: Node, description: "Everything that one speaker said without a break." })
export class Paragraph implements Node {
  @ValueField(
    () => ID,
    "Opaque. `node(id:)` finds the paragraph by this id, and client caches can use it as a key. It is the same on every page and in both orders. If DingTalk changes the paragraph, for example while somebody is still speaking, it gets another id. Each operator gets a different id.",
  )
  readonly id!: string;

  @ValueField(
    () => ID,
    "DingTalk's 64-bit record id in decimal digits, exact; it may not be unique. Null if DingTalk sent none.",
    { nullable: true },
  )
  readonly recordId!: string | null;

  @ValueField(
    () => Int,
    "DingTalk's status of the paragraph, which its documentation calls unused. Null if DingTalk sent none.",
    { nullable: true },
  )
  readonly status!: number | null;

  @Personal()
  @ValueField(
    () => String,
    "The speaker's name as the meeting showed it; null if DingTalk sent none. Two people may have the same name: `speaker` distinguishes them.",
    { nullable: true },
  )
  readonly speakerName!: string | null;

  @Personal()
  @ValueField(() => String, "The text of the whole paragraph; empty if DingTalk sent none.")
  readonly text!: string;

  @ValueField(
    () => Milliseconds,
    "When the paragraph begins, in milliseconds of the recording. Times do not always increase: a paragraph may begin slightly before the previous one, and the times of a second recording begin at 0 again.",
  )
  readonly startTime!: number;

  @ValueField(
    () => Milliseconds,
    "When the paragraph ends, in milliseconds of the recording. The next paragraph may begin earlier, because people talk over one another.",
  )
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
