import { type CaptionFormat, toCaptionText } from "../../../transcript/analysis/captions/caption-text.js";
import type { Cue, RecordingCues } from "../../../transcript/analysis/captions/cue.js";
import type { PositionedParagraph } from "../../../transcript/position.js";

/** A cue, as resolvers get it. */
export type CueSource = Cue<PositionedParagraph>;

/** Captions, as resolvers get them. A file is written on demand, once for each format. */
export class CaptionsSource {
  readonly #texts = new Map<CaptionFormat, string>();

  constructor(
    readonly recordings: readonly RecordingCues<PositionedParagraph>[],
    readonly speakerNames: boolean,
  ) {}

  get cues(): readonly CueSource[] {
    return this.recordings.flatMap(({ cues }) => cues);
  }

  /** The file in this format. */
  text(format: CaptionFormat): string {
    const text = this.#texts.get(format) ?? toCaptionText(this.recordings, format, this.speakerNames);
    this.#texts.set(format, text);
    return text;
  }
}
