import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import type { ConferenceKey } from "../../../transcript/model.js";
import { DEFAULT_COUNT } from "../../../transcript/window.js";
import type { Context } from "../../context.js";
import { Cost, HANDLE, READ, SizedConnection, SizedList } from "../directives.js";
import { checkListLength } from "../list-length.js";
import { ParagraphArguments, toWindow } from "../paragraph/paragraph-arguments.js";
import { ParagraphPage } from "../paragraph/paragraph-connection.js";
import { ParagraphConnection } from "../paragraph/paragraph.type.js";
import { conferenceGlobalId } from "../relay/global-id.js";
import { toConferenceKey } from "./conference-key.js";
import { Conference } from "./conference.type.js";

const MAX_CONFERENCES = 50;
const PARAGRAPHS = `
The transcript, page by page: 50 paragraphs if neither \`first\` nor \`last\` is given, at most 2000. If the paragraphs are not in the cache, the gateway calls DingTalk.

Null if that call fails; the rest of the query still returns data. The error's \`extensions.code\` says why: \`UNAUTHENTICATED\`, \`FORBIDDEN\`, \`UNKNOWN_USER\`, \`BAD_USER_INPUT\`, \`MEETING_CLOSED\`, \`CLOUD_RECORD_NOT_FOUND\`, \`QUOTA_EXHAUSTED\`, \`OPERATION_TOO_COSTLY\`, \`UPSTREAM_BLOCKED\`, \`UPSTREAM_BAD_RESPONSE\`; or, if a later retry may help, \`RATE_LIMITED\`, \`UPSTREAM_UNAVAILABLE\`, \`UPSTREAM_TIMEOUT\`.
`.trim();
const UNION_ID = {
  nullable: true,
  description:
    "The operator: the `unionId` of the person for whom the gateway calls DingTalk. The default is the header `x-dingtalk-union-id`. Without either, DingTalk decides by the token alone. With company sign-in, the operator is always the person who signed in.",
};

/** The root fields for meetings, and the transcript of a meeting. */
@Resolver(() => Conference)
export class ConferenceResolver {
  @Cost(HANDLE)
  @Query(() => Conference, {
    description:
      "A meeting by DingTalk's id. This costs no call to DingTalk; select `paragraphs` to find out whether the meeting exists.",
  })
  conference(
    @Arg("conferenceId", () => ID, { description: "DingTalk's id of the meeting." })
    conferenceId: string,
    @Arg("unionId", () => ID, UNION_ID) unionId: string | null | undefined,
    @Ctx() context: Context,
  ): ConferenceKey {
    return toConferenceKey("conferenceId", conferenceId, unionId, context);
  }

  @Cost(HANDLE)
  @SizedList(MAX_CONFERENCES)
  @Query(() => [Conference], {
    description:
      "Several meetings at once, in the order of the ids. If one fails, its `paragraphs` is null, with an error at that path; the others return their data. More than 50 ids fail as `BAD_USER_INPUT`.",
  })
  conferences(
    @Arg("conferenceIds", () => [ID], { description: "DingTalk's ids of the meetings, at most 50." })
    conferenceIds: string[],
    @Arg("unionId", () => ID, UNION_ID) unionId: string | null | undefined,
    @Ctx() context: Context,
  ): ConferenceKey[] {
    checkListLength("conferenceIds", conferenceIds, MAX_CONFERENCES);
    return conferenceIds.map((id, index) => toConferenceKey(`conferenceIds[${index}]`, id, unionId, context));
  }

  @FieldResolver()
  id(@Root() conference: ConferenceKey): string {
    return conferenceGlobalId(conference);
  }

  @Cost(READ)
  @SizedConnection(DEFAULT_COUNT)
  @FieldResolver(() => ParagraphConnection, { nullable: true, description: PARAGRAPHS })
  async paragraphs(
    @Root() conference: ConferenceKey,
    @Args(() => ParagraphArguments) args: ParagraphArguments,
    @Ctx() { loaders, responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ParagraphPage> {
    const slice = await loaders.windows.load(toWindow(conference, args));
    responseCost.add(slice.items, info);
    return new ParagraphPage(conference, args.order, slice);
  }
}
