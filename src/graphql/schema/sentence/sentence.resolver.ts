import { Args, Resolver, Root } from "type-graphql";
import type * as model from "../../../transcript/model.js";
import { Personal, SizedConnection, ValueResolver } from "../directives.js";
import { ConnectionArguments } from "../relay/arguments.js";
import { type ListConnection, toListConnection } from "../relay/list-connection.js";
import { toUser, User } from "../user/user.type.js";
import { WordConnection } from "../word/word.type.js";
import { Sentence } from "./sentence.type.js";

/** The fields of a sentence that lead to other types. */
@Resolver(() => Sentence)
export class SentenceResolver {
  @ValueResolver(() => User, "Who said it; null if DingTalk did not say.", { nullable: true })
  @Personal()
  speaker(@Root() { unionId }: model.Sentence): User | null {
    return toUser(unionId);
  }

  @ValueResolver(
    () => WordConnection,
    "Its words, in order. All of them, unless `first` or `last` limits them. Empty if DingTalk sent none. They arrive with their paragraph, so they cost no further call. An invalid argument makes `paragraphs` null, with `BAD_USER_INPUT`.",
  )
  @SizedConnection(8)
  words(
    @Root() { words }: model.Sentence,
    @Args(() => ConnectionArguments) args: ConnectionArguments,
  ): ListConnection<model.Word> {
    return toListConnection("word", words, args);
  }
}
