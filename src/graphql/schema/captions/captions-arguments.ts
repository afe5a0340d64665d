import { ArgsType, Field, Int } from "type-graphql";
import { BadUserInput } from "../../../errors.js";
import type { CueSize } from "../../../transcript/analysis/captions/lines.js";
import { Milliseconds } from "../milliseconds.js";

/** The limits of each size. Fewer than ten columns may be too short for a Chinese word with its punctuation. */
const LIMITS = { maxLineWidth: { min: 10, max: 200 }, maxLines: { min: 1, max: 10 } } as const;

/** The arguments of `Conference.captions`. */
@ArgsType()
export class CaptionsArguments {
  @Field(() => Milliseconds, {
    nullable: true,
    description: "Only cues that begin at this time or later; `600000` is ten minutes into the recording.",
  })
  from?: number | null;

  @Field(() => Milliseconds, {
    nullable: true,
    description: "Only cues that begin before this time. Neighbouring spans never repeat a cue.",
  })
  until?: number | null;

  @Field(() => Int, {
    defaultValue: 42,
    description:
      "The max width of a line, 10 to 200 columns. A Chinese character takes two columns, a letter one: `32` is 16 Chinese characters.",
  })
  maxLineWidth!: number;

  @Field(() => Int, { defaultValue: 2, description: "The max number of lines in a cue, 1 to 10." })
  maxLines!: number;

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Whether `text` names the speakers. `lines` never contain names.",
  })
  speakerNames!: boolean;
}

/** The maximum size of a cue. @throws BadUserInput with the argument's name and its limits. */
export function toCueSize({ maxLineWidth, maxLines }: CaptionsArguments): CueSize {
  check("maxLineWidth", maxLineWidth);
  check("maxLines", maxLines);
  return { maxLineWidth, maxLines };
}

function check(name: keyof typeof LIMITS, value: number): void {
  const { min, max } = LIMITS[name];
  if (value < min || value > max) throw new BadUserInput(`${name}: must be from ${min} to ${max}, and is ${value}`);
}
