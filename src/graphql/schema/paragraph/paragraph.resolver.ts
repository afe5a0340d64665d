import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import { UpstreamBadResponse } from "../../../errors.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type * as model from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import { Conference } from "../conference/conference.type.js";
import { Personal, SizedConnection, ValueResolver } from "../directives.js";
import { ConnectionArguments } from "../relay/arguments.js";
import { paragraphGlobalId } from "../relay/global-id.js";
import { type ListConnection, toListConnection } from "../relay/list-connection.js";
import { SentenceConnection } from "../sentence/sentence.type.js";
import { toUser, User } from "../user/user.type.js";
import { Paragraph } from "./paragraph.type.js";

/** The fields of a paragraph. */
@Resolver(() => Paragraph)
export class ParagraphResolver {
  @FieldResolver()
  id(@Root() item: PositionedParagraph): string {
    return paragraphGlobalId(item.conference, item);
  }

  @FieldResolver()
  recordId(@Root() { paragraph }: PositionedParagraph): string | null {
    return paragraph.recordId;
  }

  /** @throws UpstreamBadResponse if the upstream's int64 does not fit into a GraphQL `Int`. */
  @FieldResolver()
  status(@Root() { paragraph: { status } }: PositionedParagraph): number | null {
    if (status === null || (status | 0) === status) return status;
    throw new UpstreamBadResponse("status is not a 32-bit whole number");
  }

  @FieldResolver()
  speakerName(@Root() { paragraph }: PositionedParagraph): string | null {
    return paragraph.nickName;
  }

  @FieldResolver()
  text(@Root() { paragraph }: PositionedParagraph): string {
    return paragraph.text;
  }

  @FieldResolver()
  endTime(@Root() { paragraph }: PositionedParagraph): number {
    return paragraph.endTime;
  }

  @ValueResolver(() => Conference, "The meeting of the paragraph, for the same operator.")
  conference(@Root() { conference }: PositionedParagraph): ConferenceKey {
    return conference;
  }

  @ValueResolver(() => User, "Who spoke; null if DingTalk did not say.", { nullable: true })
  @Personal()
  speaker(@Root() { paragraph }: PositionedParagraph): User | null {
    return toUser(paragraph.unionId);
  }

  @ValueResolver(
    () => SentenceConnection,
    "Its sentences, in order. All of them, unless `first` or `last` limits them. Empty if DingTalk sent none. They arrive with their paragraph, so they cost no further call. An invalid argument makes `paragraphs` null, with `BAD_USER_INPUT`.",
  )
  @SizedConnection(2)
  sentences(
    @Root() { paragraph }: PositionedParagraph,
    @Args(() => ConnectionArguments) args: ConnectionArguments,
  ): ListConnection<model.Sentence> {
    return toListConnection("sentence", paragraph.sentences, args);
  }
}
