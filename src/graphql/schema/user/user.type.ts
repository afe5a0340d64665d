import { Directive, ID, ObjectType } from "type-graphql";
import { ValueField } from "../directives.js";

/** A person of the organisation. Another service knows more about them. */
@Directive('@key(fields: "unionId", resolvable: false)')
@ObjectType("User", {
  description: "A person, identified by DingTalk's id. Names, avatars and departments come from other services.",
})
export class User {
  @ValueField(() => ID, "DingTalk's id of the person, the same for all apps of one developer.")
  readonly unionId!: string;
}

/** The user with this id; null if the upstream named nobody. */
export const toUser = (unionId: string | null): User | null => (unionId === null ? null : { unionId });
