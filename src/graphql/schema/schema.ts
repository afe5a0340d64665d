import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { ConferenceResolver } from "./conference/conference.resolver.js";
import { CaptionsResolver, CueResolver, MeetingCaptionsResolver } from "./captions/captions.resolver.js";
import { ParagraphResolver } from "./paragraph/paragraph.resolver.js";
import { bypassTypeGraphQL } from "./bypass-type-graphql.js";
import { NodeResolver } from "./relay/node.resolver.js";
import { SearchHitResolver, SearchResolver } from "./search/search.resolver.js";
import { SentenceResolver } from "./sentence/sentence.resolver.js";
import { SpeakerResolver, TurnResolver } from "./speakers/speaker.resolver.js";
import { SpeakersResolver } from "./speakers/speakers.resolver.js";
import { StatisticsResolver } from "./statistics/statistics.resolver.js";
import { SpokenAtResolver, UtteranceResolver } from "./utterance/utterance.resolver.js";

/** Builds the schema that clients see. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      ConferenceResolver,
      NodeResolver,
      ParagraphResolver,
      SentenceResolver,
      StatisticsResolver,
      SpeakersResolver,
      SpeakerResolver,
      TurnResolver,
      SpokenAtResolver,
      UtteranceResolver,
      SearchResolver,
      SearchHitResolver,
      MeetingCaptionsResolver,
      CaptionsResolver,
      CueResolver,
    ],
    validate: false,
  });
  bypassTypeGraphQL(schema);
  return schema;
}
