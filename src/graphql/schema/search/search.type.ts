import { Int, ObjectType } from "type-graphql";
import { ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";
import { connectionOf, edgeOf } from "../relay/connection.type.js";

/** A part of a paragraph's text that matched. The source is the domain's `TextMatch`. */
@ObjectType("TextMatch", {
  description:
    "A part of a paragraph's text that matches. In JavaScript it is `text.slice(start, end)`. Matches of one paragraph do not overlap.",
})
export class TextMatch {
  @ValueField(
    () => Int,
    "Where it begins in `paragraph.text`, counted from 0 in UTF-16 units, as in JavaScript and Java.",
  )
  readonly start!: number;

  @ValueField(() => Int, "Where it ends, in the same units; exclusive.")
  readonly end!: number;

  @ValueField(
    () => Milliseconds,
    "When the match begins in the recording: the time of its first word. If DingTalk's words differ from the text, it is the time of the words nearby; without words, the time of the sentence; without sentences, the time of the paragraph.",
  )
  readonly startTime!: number;

  @ValueField(() => Milliseconds, "When the match ends in the recording, as exact as `startTime`.")
  readonly endTime!: number;
}

/** A paragraph that matches. The source is a `SearchHitSource`; its resolver has the fields. */
@ObjectType("SearchHit", { description: "A paragraph that contains everything in the query." })
export class SearchHit {}

@ObjectType("SearchEdge", { description: "A hit in its search." })
export class SearchEdge extends edgeOf(
  () => SearchHit,
  "hit",
  "in any search of the same meeting, and in `paragraphs` with `order: ASCENDING`. It is the cursor of the paragraph, and stays valid while the meeting grows",
) {}

@ObjectType("SearchConnection", { description: "A page of the paragraphs that match, in the order of the transcript." })
export class SearchConnection extends connectionOf(
  () => SearchEdge,
  () => SearchHit,
  "hit",
) {
  @ValueField(() => Int, "The number of paragraphs that match, on all pages together.")
  readonly totalCount!: number;
}
