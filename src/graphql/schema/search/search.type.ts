import { Field, Int, ObjectType } from "type-graphql";
import { Cost, VALUE } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";

/** A part of a paragraph's text that matched. The source is the domain's `TextMatch`. */
@ObjectType("TextMatch", {
  description:
    "A part of a paragraph's text that matched. To highlight it in JavaScript: `text.slice(start, end)`. Matches of one paragraph do not overlap.",
})
export class TextMatch {
  @Cost(VALUE)
  @Field(() => Int, {
    description: "Where it begins in `paragraph.text`, in UTF-16 units, as JavaScript and Java count; from 0.",
  })
  readonly start!: number;

  @Cost(VALUE)
  @Field(() => Int, { description: "Where it ends, in the same units; the character there is out of it." })
  readonly end!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, {
    description:
      "When it is said: where to jump to. That of the first word under the match, and exact where DingTalk's words agree with the text; where they differ, that of the words said there. Without words, that of the sentence; without sentences, that of the paragraph.",
  })
  readonly startTime!: number;

  @Cost(VALUE)
  @Field(() => Milliseconds, { description: "When it has been said, as exact as `startTime`." })
  readonly endTime!: number;
}

/** A paragraph that matches. The source is a `SearchHitSource`; its resolver has the fields. */
@ObjectType("SearchHit", { description: "A paragraph in which all that was looked for occurs." })
export class SearchHit {}

@ObjectType("SearchEdge", { description: "A hit in its search." })
export class SearchEdge extends edgeOf(
  () => SearchHit,
  "hit",
  "in any search of the same meeting, and in `paragraphs` with `order: ASCENDING`: it is the paragraph's own, and stays good while the meeting grows",
) {}

@ObjectType("SearchConnection", { description: "A page of the paragraphs that match, in the order of the transcript." })
export class SearchConnection extends connectionOf(
  () => SearchEdge,
  () => SearchHit,
  "hit",
) {
  @Cost(VALUE)
  @Field(() => Int, { description: "How many paragraphs match, on this page and on all others." })
  readonly totalCount!: number;
}
