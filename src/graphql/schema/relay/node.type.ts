import { Field, ID, InterfaceType } from "type-graphql";
import { PositionedParagraph } from "../../../transcript/position.js";

/** Which type a node is: the domain has a class for one of the two. */
export const toNodeTypeName = (node: unknown): "Paragraph" | "Conference" =>
  node instanceof PositionedParagraph ? "Paragraph" : "Conference";

/** Relay's Global Object Identification: what `node(id:)` can give. */
@InterfaceType("Node", {
  description: "Something with an id that stays, and by which `node(id:)` finds it again.",
  resolveType: toNodeTypeName,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      "Opaque, unique among all types, and made for one operator: keep it as it is. Good as the key of a cache.",
  })
  readonly id!: string;
}
