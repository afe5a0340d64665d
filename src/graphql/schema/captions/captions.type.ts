import { ObjectType } from "type-graphql";
import { Personal, SizedList, ValueField } from "../directives.js";
import { Milliseconds } from "../milliseconds.js";

/** The default. The maximum is 10. */
const ASSUMED_LINES = 2;

/** A caption. The source is the domain's `Cue` of positioned paragraphs. */
@ObjectType("Cue", {
  description:
    "One caption of one speaker. It lasts 5/6 of a second to 7 seconds, if the speech allows that. Cues of one speaker do not overlap; cues of different speakers may.",
})
export class Cue {
  @ValueField(() => Milliseconds, "When to show it, in milliseconds of its recording.")
  readonly startTime!: number;

  @ValueField(() => Milliseconds, "When to remove it, in milliseconds of its recording.")
  readonly endTime!: number;

  @Personal()
  @ValueField(() => [String], "Its lines, at least one, without the speaker's name.")
  @SizedList(ASSUMED_LINES)
  readonly lines!: readonly string[];
}

/** Captions. The source is a `CaptionsSource`; its resolver has the fields. */
@ObjectType("Captions", {
  description:
    "A transcript as captions. Lines end after punctuation if possible, otherwise between words. The times of a cue come from its words.",
})
export class Captions {}
