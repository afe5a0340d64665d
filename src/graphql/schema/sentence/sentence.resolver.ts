import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import type * as model from "../../../transcript/model.js";
import { Cost, Personal, SizedConnection, VALUE } from "../directives.js";
import { ConnectionArguments } from "../relay/arguments.js";
import { type ListConnection, toListConnection } from "../relay/list-connection.js";
import { toUser, User } from "../user/user.type.js";
import { WordConnection } from "../word/word.type.js";
import { Sentence } from "./sentence.type.js";

/** The fields of a sentence that lead to other types. */
@Resolver(() => Sentence)
export class SentenceResolver {
  @Cost(VALUE)
  @Personal()
  @FieldResolver(() => User, { nullable: true, description: "Who said it; null if DingTalk did not say." })
  speaker(@Root() { unionId }: model.Sentence): User | null {
    return toUser(unionId);
  }

  @Cost(VALUE)
  @SizedConnection(8)
  @FieldResolver(() => WordConnection, {
    description:
      "Its words, in order. All of them, unless `first` or `last` limits them. Empty if DingTalk sent none. They arrive with their paragraph, so they cost no further call. An invalid argument makes `paragraphs` null, with `BAD_USER_INPUT`.",
  })
  words(
    @Root() { words }: model.Sentence,
    @Args(() => ConnectionArguments) args: ConnectionArguments,
  ): ListConnection<model.Word> {
    return toListConnection("word", words, args);
  }
}
