import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Cost, HANDLE } from "../directives.js";
import { Node } from "../relay/node.type.js";

/** A meeting, as one operator may see it. The source is the domain's `ConferenceKey`, which costs no call. */
@Directive('@key(fields: "conferenceId")')
@Directive('@key(fields: "id")')
@ObjectType("Conference", {
  implements: Node,
  description:
    "A DingTalk meeting. It is returned without a call to DingTalk, even if there is no such meeting. Its transcript is in `paragraphs`.",
})
export class Conference implements Node {
  @Cost(HANDLE)
  @Field(() => ID, {
    description:
      "Opaque. `node(id:)` finds the meeting by this id, and client caches can use it as a key. Each operator gets a different id.",
  })
  readonly id!: string;

  @Cost(HANDLE)
  @Field(() => ID, { description: "DingTalk's own id of the meeting, as the query gave it." })
  readonly conferenceId!: string;
}
