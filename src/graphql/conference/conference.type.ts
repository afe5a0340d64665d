import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Node } from "../relay/node.type.js";

/** A meeting, as one operator may see it. The source is the domain's `ConferenceKey`: a handle, nothing is fetched for it. */
@Directive('@key(fields: "conferenceId")')
@Directive('@key(fields: "id")')
@ObjectType("Conference", { implements: Node, description: "A DingTalk meeting, and the way to its transcript." })
export class Conference implements Node {
  @Field(() => ID, { description: "Opaque, made for one operator; the meeting is found again by `node(id:)`." })
  readonly id!: string;

  @Field(() => ID, { description: "DingTalk's own id of the meeting." })
  readonly conferenceId!: string;
}
