import { ArgsType, Field } from "type-graphql";
import type { ConferenceKey, Direction } from "../../../transcript/model.js";
import { planWindow, type Window } from "../../../transcript/window.js";
import { Milliseconds } from "../milliseconds.js";
import { ConnectionArguments, parseCounts } from "../relay/arguments.js";
import { TimeOrder } from "../relay/time-order.type.js";
import { FROM, parseSpan, UNTIL } from "../span.js";
import { parseCursors } from "./paragraph-cursor.js";

/** The arguments of `Conference.paragraphs`. */
@ArgsType()
export class ParagraphArguments extends ConnectionArguments {
  @Field(() => Milliseconds, FROM)
  from?: number | null;

  @Field(() => Milliseconds, UNTIL)
  until?: number | null;

  @Field(() => TimeOrder, {
    defaultValue: TimeOrder.ASCENDING,
    description: "The order of the edges. A cursor is valid only for the order in which you got it.",
  })
  order!: Direction;
}

/**
 * Plans the window of these arguments. It is empty if `from` and `until` are equal.
 * @throws BadUserInput with the argument's name and what it allows.
 */
export function toWindow(conference: ConferenceKey, args: ParagraphArguments): Window {
  const { order } = args;
  const span = parseSpan(args);
  const cursors = parseCursors(conference, order, args);
  return planWindow(conference, { ...cursors, ...parseCounts(args), ...span, order });
}
