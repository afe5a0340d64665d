import { Field, ID, InterfaceType } from "type-graphql";
import { PlacedParagraph } from "../../transcript/place.js";

/** Relay's Global Object Identification: what `node(id:)` can give. */
@InterfaceType("Node", {
  description: "Something with an id that stays, and that `node(id:)` finds again.",
  resolveType: (value) => (value instanceof PlacedParagraph ? "Paragraph" : "Conference"),
})
export abstract class Node {
  @Field(() => ID, { description: "Opaque, unique among all types, and made for one operator: keep it as it is." })
  readonly id!: string;
}
