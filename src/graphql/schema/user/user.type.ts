import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Cost, VALUE } from "../directives.js";

/** Someone of the organisation, whom another service knows more about. */
@Directive('@key(fields: "unionId", resolvable: false)')
@ObjectType("User", {
  description: "A person, by DingTalk's id alone; names, avatars and departments belong to other services.",
})
export class User {
  @Cost(VALUE)
  @Field(() => ID, { description: "DingTalk's id of the person, the same for all apps of one developer." })
  readonly unionId!: string;
}

/** The user with this id; null when the upstream did not say who. */
export const toUser = (unionId: string | null): User | null => (unionId === null ? null : { unionId });
