import { setImmediate } from "node:timers/promises";
import { BoundedMemo } from "../../../transcript/analysis/bounded-memo.js";
import { type CaptionFormat, captionTextSteps } from "../../../transcript/analysis/captions/caption-text.js";
import { captionSteps } from "../../../transcript/analysis/captions/captions.js";
import type { Cue, RecordingCues } from "../../../transcript/analysis/captions/cue.js";
import type { CueSize } from "../../../transcript/analysis/captions/lines.js";
import { takeInSlices } from "../../../transcript/analysis/slices.js";
import type { PositionedParagraph } from "../../../transcript/position.js";

/** The source of a cue's resolvers. */
export type CueSource = Cue<PositionedParagraph>;

/** The cues of all recordings. */
type AllCues = readonly RecordingCues<PositionedParagraph>[];

/** A transcript's captions of one size. */
interface SizedCaptions extends CueSize {
  readonly recordings: AllCues;
}

/** The bytes of a cue without its lines, which belong to its block. */
const CUE_BYTES = 100;

/** The maximum bytes of stored captions, and of stored files, in a process: enough for 20 very long meetings. */
const MAX_BYTES = { captions: 32_000_000, files: 64_000_000 } as const;

/** Captions by transcript, and files by captions. Neither a transcript nor its captions ever change. */
const captionsOf = new BoundedMemo<readonly PositionedParagraph[], SizedCaptions>(MAX_BYTES.captions);
const filesOf = new BoundedMemo<AllCues, ReadonlyMap<string, string>>(MAX_BYTES.files);

/** The captions of a transcript. They are computed once and stored, in one size for each transcript. */
export async function findCaptions(transcript: readonly PositionedParagraph[], size: CueSize): Promise<AllCues> {
  const { maxLineWidth, maxLines } = size;
  const known = captionsOf.get(transcript);
  if (known?.maxLineWidth === maxLineWidth && known.maxLines === maxLines) return known.recordings;
  const recordings = await takeInSlices(captionSteps(transcript, size));
  await setImmediate(); // other requests first
  const cues = recordings.reduce((sum, recording) => sum + recording.cues.length, 1);
  captionsOf.set(transcript, { maxLineWidth, maxLines, recordings }, cues * CUE_BYTES);
  return recordings;
}

/** Captions for the schema. A file is written when its field is selected. */
export class CaptionsSource {
  constructor(
    readonly recordings: AllCues,
    readonly speakerNames: boolean,
  ) {}

  get cues(): readonly CueSource[] {
    return this.recordings.flatMap(({ cues }) => cues);
  }

  /** The file in a format. It is written once and stored. */
  async text(format: CaptionFormat): Promise<string> {
    const name = `${format} ${this.speakerNames}`;
    const known = filesOf.get(this.recordings)?.get(name);
    if (known !== undefined) return known;
    await setImmediate(); // other requests first
    const text = await takeInSlices(captionTextSteps(this.recordings, format, this.speakerNames));
    const files = new Map(filesOf.get(this.recordings)).set(name, text);
    filesOf.set(this.recordings, files, bytesOf([...files.values()]));
    return text;
  }
}

/** Two bytes per character. V8 uses one if all characters of a text are Latin-1. */
const bytesOf = (texts: readonly string[]) => texts.reduce((sum, { length }) => sum + 2 * length, 1);
