import { Field, ID, InterfaceType } from "type-graphql";
import { PositionedParagraph } from "../../../transcript/position.js";

/** The type of a node: paragraphs have a class, conferences do not. */
export const toNodeTypeName = (node: unknown): "Paragraph" | "Conference" =>
  node instanceof PositionedParagraph ? "Paragraph" : "Conference";

/** Relay's Global Object Identification: an object that `node(id:)` can find. */
@InterfaceType("Node", {
  description: "An object with an id. `node(id:)` finds it again.",
  resolveType: toNodeTypeName,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      "Opaque, unique among all types, and made for one operator. Store it unchanged. Client caches can use it as a key.",
  })
  readonly id!: string;
}
