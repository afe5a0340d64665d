import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import { UpstreamBadResponse } from "../../../errors.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type * as model from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import { Conference } from "../conference/conference.type.js";
import { Cost, Personal, SizedConnection, VALUE } from "../directives.js";
import { ConnectionArguments } from "../relay/arguments.js";
import { paragraphGlobalId } from "../relay/global-id.js";
import { type ListConnection, toListConnection } from "../relay/list-connection.js";
import { SentenceConnection } from "../sentence/sentence.type.js";
import { toUser, User } from "../user/user.type.js";
import { Paragraph } from "./paragraph.type.js";

/** A paragraph's own fields, and the ways from it to others. */
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

  /** @throws UpstreamBadResponse when the upstream's int64 is more than a GraphQL `Int` can say. */
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
  startTime(@Root() { paragraph }: PositionedParagraph): number {
    return paragraph.startTime;
  }

  @FieldResolver()
  endTime(@Root() { paragraph }: PositionedParagraph): number {
    return paragraph.endTime;
  }

  @Cost(VALUE)
  @FieldResolver(() => Conference, {
    description: "The meeting that the paragraph belongs to, as the same operator sees it.",
  })
  conference(@Root() { conference }: PositionedParagraph): ConferenceKey {
    return conference;
  }

  @Cost(VALUE)
  @Personal()
  @FieldResolver(() => User, { nullable: true, description: "Who spoke; null when DingTalk did not say." })
  speaker(@Root() { paragraph }: PositionedParagraph): User | null {
    return toUser(paragraph.unionId);
  }

  @Cost(VALUE)
  @SizedConnection({ assumedSize: 2 })
  @FieldResolver(() => SentenceConnection, {
    description:
      "Its sentences in order: all of them, unless `first` or `last` limits them; none when DingTalk sent none. They arrive with the page of paragraphs, so they cost no further call. An invalid argument makes that whole page null, with `BAD_USER_INPUT`.",
  })
  sentences(
    @Root() { paragraph }: PositionedParagraph,
    @Args(() => ConnectionArguments) args: ConnectionArguments,
  ): ListConnection<model.Sentence> {
    return toListConnection("sentence", paragraph.sentences, args);
  }
}
