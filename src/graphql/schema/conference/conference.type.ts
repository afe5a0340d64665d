import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Cost, HANDLE } from "../directives.js";
import { Node } from "../relay/node.type.js";

/** A meeting, as one operator may see it. The source is the domain's `ConferenceKey`: a handle, nothing is fetched for it. */
@Directive('@key(fields: "conferenceId")')
@Directive('@key(fields: "id")')
@ObjectType("Conference", {
  implements: Node,
  description:
    "A DingTalk meeting, and the way to its transcript. Only a handle: nothing is asked of DingTalk for it, so it is there even if the meeting is not.",
})
export class Conference implements Node {
  @Cost(HANDLE)
  @Field(() => ID, {
    description:
      "Opaque: what `node(id:)` finds the meeting by, and the key of a cache. Another one for another operator.",
  })
  readonly id!: string;

  @Cost(HANDLE)
  @Field(() => ID, { description: "DingTalk's own id of the meeting, as it was asked for." })
  readonly conferenceId!: string;
}
