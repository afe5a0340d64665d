import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { BadUserInput } from "../../errors.js";
import type { ConferenceKey } from "../../transcript/model.js";
import { DEFAULT_COUNT } from "../../transcript/window.js";
import type { Context } from "../context.js";
import { SizedConnection, SizedList } from "../federation/directives.js";
import { ParagraphArguments, toWindow } from "../paragraph/paragraph-arguments.js";
import { ParagraphPage } from "../paragraph/paragraph-connection.js";
import { ParagraphConnection } from "../paragraph/paragraph.type.js";
import { conferenceGlobalId } from "../relay/global-id.js";
import { Conference } from "./conference.type.js";

const MAX_CONFERENCES = 50;
const UNION_ID = {
  nullable: true,
  description: "On whose behalf to ask; otherwise the header `x-dingtalk-union-id` says, or the token alone decides.",
};

/** The entries to meetings, and the way from a meeting to its transcript. */
@Resolver(() => Conference)
export class ConferenceResolver {
  @Query(() => Conference, {
    description: "A meeting by DingTalk's id. This is a handle: DingTalk is asked only for its paragraphs.",
  })
  conference(
    @Arg("conferenceId", () => ID, { description: "DingTalk's id of the meeting; in demo mode `demo` or `demo-long`." })
    conferenceId: string,
    @Arg("unionId", () => ID, UNION_ID) unionId: string | null | undefined,
    @Ctx() { operator }: Context,
  ): ConferenceKey {
    return { conferenceId, unionId: unionId ?? operator };
  }

  @SizedList(MAX_CONFERENCES)
  @Query(() => [Conference], {
    description:
      "Several meetings at once, at most 50, in the order of the ids. One that fails does not touch the others.",
  })
  conferences(
    @Arg("conferenceIds", () => [ID], { description: "DingTalk's ids of the meetings, at most 50." })
    conferenceIds: string[],
    @Arg("unionId", () => ID, UNION_ID) unionId: string | null | undefined,
    @Ctx() { operator }: Context,
  ): ConferenceKey[] {
    if (conferenceIds.length > MAX_CONFERENCES)
      throw new BadUserInput(
        `conferenceIds: at most ${MAX_CONFERENCES} at once, and there are ${conferenceIds.length}`,
      );
    return conferenceIds.map((conferenceId) => ({ conferenceId, unionId: unionId ?? operator }));
  }

  @FieldResolver()
  id(@Root() conference: ConferenceKey): string {
    return conferenceGlobalId(conference);
  }

  @Directive("@cost(weight: 10)")
  @SizedConnection({ assumedSize: DEFAULT_COUNT })
  @FieldResolver(() => ParagraphConnection, {
    nullable: true,
    description:
      "The transcript, page by page; 50 paragraphs when neither `first` nor `last` is given, 2000 at the most. Null, with an error, when DingTalk does not give it.",
  })
  async paragraphs(
    @Root() conference: ConferenceKey,
    @Args(() => ParagraphArguments) args: ParagraphArguments,
    @Ctx() { loaders }: Context,
  ): Promise<ParagraphPage> {
    const slice = await loaders.windows.load(toWindow(conference, args));
    return new ParagraphPage(conference, args.order, slice);
  }
}
