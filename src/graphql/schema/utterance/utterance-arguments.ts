import { ArgsType, Field } from "type-graphql";
import { Milliseconds } from "../milliseconds.js";

/** The arguments of `Conference.spokenAt`. */
@ArgsType()
export class SpokenAtArguments {
  @Field(() => Milliseconds, { description: "The time of the recording; `90000` is 90 seconds from the start." })
  time!: number;
}
