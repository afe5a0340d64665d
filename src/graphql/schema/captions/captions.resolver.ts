import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { captionsWithin } from "../../../transcript/analysis/captions/captions.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { Context } from "../../context.js";
import { Conference } from "../conference/conference.type.js";
import { Cost, Personal, SizedList, SWEEP, ValueResolver } from "../directives.js";
import { parseSpan } from "../span.js";
import { toUser, User } from "../user/user.type.js";
import { WHOLE_TRANSCRIPT } from "../whole-transcript.js";
import { CaptionTextArguments } from "./caption-format.type.js";
import { CaptionsArguments, toCueSize } from "./captions-arguments.js";
import { CaptionsSource, type CueSource, findCaptions } from "./captions-source.js";
import { Captions, Cue } from "./captions.type.js";

/** The number of cues by which captions are priced; a meeting of an hour has about 500. */
const ASSUMED_CUES = 1000;

/** Building the captions takes about as long as four sweeps, and so does each file of them. */
const SWEEPS = 4;

/** Resolves a meeting's captions. */
@Resolver(() => Conference)
export class MeetingCaptionsResolver {
  @Cost(SWEEPS * SWEEP)
  @FieldResolver(() => Captions, {
    nullable: true,
    description: `The transcript as captions: \`captions { text(format: SRT) }\` gives a file, \`captions { cues { startTime endTime lines } }\` its cues.\n\n${WHOLE_TRANSCRIPT}`,
  })
  async captions(
    @Root() conference: ConferenceKey,
    @Args(() => CaptionsArguments) args: CaptionsArguments,
    @Ctx() { loaders }: Context,
  ): Promise<CaptionsSource> {
    const { from, until } = parseSpan(args);
    const size = toCueSize(args);
    const { paragraphs } = await loaders.transcripts.load(conference);
    const recordings = await findCaptions(paragraphs, size);
    return new CaptionsSource(captionsWithin(recordings, from, until), args.speakerNames);
  }
}

/** The fields of captions. */
@Resolver(() => Captions)
export class CaptionsResolver {
  @ValueResolver(
    () => [Cue],
    "The cues of the span, in the order of their starts. If a meeting has several recordings, the cues of the first recording come first, and each cue has the times of its own recording.",
  )
  @SizedList(ASSUMED_CUES)
  cues(
    @Root() captions: CaptionsSource,
    @Ctx() { responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): readonly CueSource[] {
    const { cues } = captions;
    responseCost.addItems(cues.length, info);
    return cues;
  }

  @Cost(SWEEPS * SWEEP)
  @Personal()
  @FieldResolver(() => String, {
    description:
      "A caption file of the span. If a meeting has several recordings, their times follow one another, as in one video of all recordings.",
  })
  async text(
    @Root() captions: CaptionsSource,
    @Args(() => CaptionTextArguments) { format }: CaptionTextArguments,
    @Ctx() { responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<string> {
    const text = await captions.text(format);
    responseCost.addItems(1, info, Buffer.byteLength(text));
    return text;
  }
}

/** The fields of a cue. */
@Resolver(() => Cue)
export class CueResolver {
  @ValueResolver(() => User, "Who speaks; null if DingTalk did not say.", { nullable: true })
  @Personal()
  speaker(@Root() { entry }: CueSource): User | null {
    return toUser(entry.paragraph.unionId);
  }

  @ValueResolver(() => String, "The speaker's name as the meeting showed it; null if DingTalk sent none.", {
    nullable: true,
  })
  @Personal()
  speakerName(@Root() { entry }: CueSource): string | null {
    return entry.paragraph.nickName;
  }
}
