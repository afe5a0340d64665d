import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import * as analysis from "../../../transcript/analysis/spoken-at.js";
import type * as model from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Context } from "../../context.js";
import { Conference } from "../conference/conference.type.js";
import { Cost, READ, SizedList, ValueResolver } from "../directives.js";
import { Paragraph } from "../paragraph/paragraph.type.js";
import { Sentence } from "../sentence/sentence.type.js";
import { WHOLE_TRANSCRIPT } from "../whole-transcript.js";
import { Word } from "../word/word.type.js";
import { SpokenAtArguments } from "./utterance-arguments.js";
import { Utterance } from "./utterance.type.js";

type UtteranceSource = analysis.Utterance<PositionedParagraph>;

/** The number of utterances by which the list is priced; more than four people rarely talk at once. */
const ASSUMED_UTTERANCES = 4;

/** Resolves the utterances of a meeting at a given time. */
@Resolver(() => Conference)
export class SpokenAtResolver {
  @Cost(READ / ASSUMED_UTTERANCES)
  @SizedList(ASSUMED_UTTERANCES)
  @FieldResolver(() => [Utterance], {
    nullable: true,
    description: `The words spoken at a given time of the recording: one utterance for each paragraph with \`startTime <= time < endTime\`. There are several if people talk at once, and none in silence. If a meeting has several recordings, this field looks up the time in each of them.\n\n${WHOLE_TRANSCRIPT}`,
  })
  async spokenAt(
    @Root() conference: model.ConferenceKey,
    @Args(() => SpokenAtArguments) { time }: SpokenAtArguments,
    @Ctx() { loaders, responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UtteranceSource[]> {
    const { paragraphs } = await loaders.transcripts.load(conference);
    const utterances = analysis.toUtterances(paragraphs, time);
    const said = utterances.map(({ entry }) => entry);
    responseCost.add(said, info);
    return utterances;
  }
}

/** The fields of an utterance. */
@Resolver(() => Utterance)
export class UtteranceResolver {
  @ValueResolver(() => Paragraph, "The paragraph that the person was speaking.")
  paragraph(@Root() { entry }: UtteranceSource): PositionedParagraph {
    return entry;
  }

  @ValueResolver(
    () => Sentence,
    "The paragraph's first sentence that contains the time; null in a pause, or if DingTalk sent no sentences.",
    { nullable: true },
  )
  sentence(@Root() { sentence }: UtteranceSource): model.Sentence | null {
    return sentence;
  }

  @ValueResolver(
    () => Word,
    "The paragraph's first word that contains the time; a player highlights it. Null in a pause, or if DingTalk sent no words.",
    { nullable: true },
  )
  word(@Root() { word }: UtteranceSource): model.Word | null {
    return word;
  }
}
