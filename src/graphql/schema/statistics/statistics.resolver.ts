import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { toStatistics } from "../../../transcript/analysis/statistics.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { Context } from "../../context.js";
import { Conference } from "../conference/conference.type.js";
import { Cost, SWEEP } from "../directives.js";
import { WHOLE_TRANSCRIPT } from "../whole-transcript.js";
import { TranscriptStatistics } from "./statistics.type.js";

/** Resolves the statistics of a meeting. */
@Resolver(() => Conference)
export class StatisticsResolver {
  @Cost(SWEEP)
  @FieldResolver(() => TranscriptStatistics, {
    nullable: true,
    description: `Numbers about the transcript: \`statistics { duration speakerCount wordCount }\`.\n\n${WHOLE_TRANSCRIPT}`,
  })
  async statistics(
    @Root() conference: ConferenceKey,
    @Ctx() { loaders, responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TranscriptStatistics> {
    const { paragraphs, complete, readAtMs } = await loaders.transcripts.load(conference);
    responseCost.addItems(1, info);
    return { ...toStatistics(paragraphs), complete, readAt: new Date(readAtMs).toISOString() };
  }
}
