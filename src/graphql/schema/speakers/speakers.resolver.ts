import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import * as analysis from "../../../transcript/analysis/speakers.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Context } from "../../context.js";
import { Conference } from "../conference/conference.type.js";
import { Cost, SizedList, SWEEP } from "../directives.js";
import { WHOLE_TRANSCRIPT } from "../whole-transcript.js";
import { SpeakerStatistics } from "./speakers.type.js";

/** The number of speakers by which the list is priced; most meetings have fewer. */
const ASSUMED_SPEAKERS = 50;

/** A speaker, as resolvers get it. */
export type SpeakerSource = analysis.SpeakerStatistics<PositionedParagraph>;

/** Resolves the speakers of a meeting. */
@Resolver(() => Conference)
export class SpeakersResolver {
  @Cost(SWEEP / ASSUMED_SPEAKERS)
  @SizedList(ASSUMED_SPEAKERS)
  @FieldResolver(() => [SpeakerStatistics], {
    nullable: true,
    description: `The people who spoke, sorted by talk time, longest first: \`speakers { speakerName talkShare }\`. Empty if nobody spoke.\n\n${WHOLE_TRANSCRIPT}`,
  })
  async speakers(
    @Root() conference: ConferenceKey,
    @Ctx() { loaders, responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SpeakerSource[]> {
    const { paragraphs } = await loaders.transcripts.load(conference);
    const speakers = analysis.toSpeakers(paragraphs);
    responseCost.addItems(speakers.length, info);
    return speakers;
  }
}
