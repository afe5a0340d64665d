import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Info, Resolver, Root } from "type-graphql";
import type * as analysis from "../../../transcript/analysis/turns.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Context } from "../../context.js";
import { Personal, SizedList, ValueResolver } from "../directives.js";
import { Paragraph } from "../paragraph/paragraph.type.js";
import { toUser, User } from "../user/user.type.js";
import type { SpeakerSource } from "./speakers.resolver.js";
import { SpeakerStatistics, Turn } from "./speakers.type.js";

/** The number of paragraphs by which a turn is priced; most turns have one or two. */
const ASSUMED_PARAGRAPHS = 10;

/** The fields of a speaker that lead to other types. */
@Resolver(() => SpeakerStatistics)
export class SpeakerResolver {
  @ValueResolver(() => User, "The person; null if DingTalk sent no id.", { nullable: true })
  @Personal()
  speaker(@Root() { unionId }: SpeakerSource): User | null {
    return toUser(unionId);
  }
}

/** The fields of a turn that lead to other types. */
@Resolver(() => Turn)
export class TurnResolver {
  @ValueResolver(() => [Paragraph], "Its paragraphs, at least one, in the order of the transcript.")
  @SizedList(ASSUMED_PARAGRAPHS)
  paragraphs(
    @Root() { entries }: analysis.Turn<PositionedParagraph>,
    @Ctx() { responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): readonly PositionedParagraph[] {
    responseCost.add(entries, info);
    return entries;
  }
}
