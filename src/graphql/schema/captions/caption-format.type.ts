import { ArgsType, Field, registerEnumType } from "type-graphql";
import type * as domain from "../../../transcript/analysis/captions/caption-text.js";

/** The formats of a caption file; the values are the domain's. */
export const CaptionFormat = { WEBVTT: "webvtt", SRT: "srt", TTML: "ttml", TEXT: "text" } as const satisfies Record<
  string,
  domain.CaptionFormat
>;

registerEnumType(CaptionFormat, {
  name: "CaptionFormat",
  description: "The format of a caption file.",
  valuesConfig: {
    WEBVTT: { description: "WebVTT, for a `<track>` on the web. The speaker is the voice of a cue, `<v Name>`." },
    SRT: { description: "SubRip, for most players. The speaker precedes the text, `Name: text`." },
    TTML: {
      description:
        "TTML in the text profile of IMSC 1.1, for broadcasting. The speaker is the agent of a cue, `ttm:agent`.",
    },
    TEXT: {
      description:
        "Plain text for people to read, with a line for each paragraph that begins in the span: `[00:06:15] Name: text`.",
    },
  },
});

/** The arguments of `Captions.text`. */
@ArgsType()
export class CaptionTextArguments {
  @Field(() => CaptionFormat, { defaultValue: CaptionFormat.WEBVTT, description: "The format of the file." })
  format!: domain.CaptionFormat;
}
