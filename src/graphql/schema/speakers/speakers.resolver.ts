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

/** How many speakers to price the list by; most meetings have fewer. */
const ASSUMED_SPEAKERS = 50;

/** What a speaker's own fields start from. */
export type SpeakerSource = analysis.SpeakerStatistics<PositionedParagraph>;

/** The way from a meeting to those who spoke in it. */
@Resolver(() => Conference)
export class SpeakersResolver {
  @Cost(SWEEP / ASSUMED_SPEAKERS)
  @SizedList(ASSUMED_SPEAKERS)
  @FieldResolver(() => [SpeakerStatistics], {
    nullable: true,
    description: `Who spoke, the one with most talk time first: \`speakers { speakerName talkShare }\`. Empty when nobody did.\n\n${WHOLE_TRANSCRIPT}`,
  })
  async speakers(
    @Root() conference: ConferenceKey,
    @Ctx() { loaders, answer }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SpeakerSource[]> {
    const { paragraphs } = await loaders.transcripts.load(conference);
    const speakers = analysis.toSpeakers(paragraphs);
    answer.addItems(speakers.length, info);
    return speakers;
  }
}
