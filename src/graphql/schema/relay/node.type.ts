import { Field, ID, InterfaceType } from "type-graphql";
import { PositionedParagraph } from "../../../transcript/position.js";

/** Which type a node is: the domain has a class for one of the two. */
export const toNodeTypeName = (node: unknown): "Paragraph" | "Conference" =>
  node instanceof PositionedParagraph ? "Paragraph" : "Conference";

/** Relay's Global Object Identification: what `node(id:)` can give. */
@InterfaceType("Node", {
  description: "An object with a permanent id, by which `node(id:)` finds it again.",
  resolveType: toNodeTypeName,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      "Opaque, unique among all types, and bound to one operator. Store it unchanged; caches can use it as their key.",
  })
  readonly id!: string;
}
