import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Cost, HANDLE } from "../directives.js";
import { Node } from "../relay/node.type.js";

/** A meeting, as one operator may see it. The source is the domain's `ConferenceKey`: a handle, nothing is fetched for it. */
@Directive('@key(fields: "conferenceId")')
@Directive('@key(fields: "id")')
@ObjectType("Conference", {
  implements: Node,
  description:
    "A DingTalk meeting, which leads to its transcript. It is only a handle: it costs no call to DingTalk, and exists even if the meeting does not.",
})
export class Conference implements Node {
  @Cost(HANDLE)
  @Field(() => ID, {
    description:
      "Opaque. `node(id:)` finds the meeting by it, and caches can use it as their key. It differs between operators.",
  })
  readonly id!: string;

  @Cost(HANDLE)
  @Field(() => ID, { description: "DingTalk's own id of the meeting, as the query gave it." })
  readonly conferenceId!: string;
}
