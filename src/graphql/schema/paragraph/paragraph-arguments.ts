import { ArgsType, Field } from "type-graphql";
import { BadUserInput } from "../../../errors.js";
import { CursorCodec } from "../../../transcript/cursor.js";
import type { ConferenceKey, Direction } from "../../../transcript/model.js";
import type { Position } from "../../../transcript/position.js";
import { planWindow, type Window } from "../../../transcript/window.js";
import { Milliseconds } from "../milliseconds.js";
import { ConnectionArguments, parseCounts } from "../relay/arguments.js";
import { TimeOrder } from "../relay/time-order.type.js";

/** The arguments of `Conference.paragraphs`. */
@ArgsType()
export class ParagraphArguments extends ConnectionArguments {
  @Field(() => Milliseconds, {
    nullable: true,
    description: "Only paragraphs that begin at this time or later; `600000` is ten minutes into the recording.",
  })
  from?: number | null;

  @Field(() => Milliseconds, {
    nullable: true,
    description: "Only paragraphs that begin before this time, including those that end after it.",
  })
  until?: number | null;

  @Field(() => TimeOrder, {
    defaultValue: TimeOrder.ASCENDING,
    description: "The order of the edges. A cursor is valid only for the order in which it was obtained.",
  })
  order!: Direction;
}

/**
 * Plans the window that the arguments ask for; with `from` and `until` equal it is empty.
 * @throws BadUserInput naming the argument and what is allowed.
 */
export function toWindow(conference: ConferenceKey, args: ParagraphArguments): Window {
  const { from = null, until = null, order } = args;
  if (from !== null && until !== null && from > until)
    throw new BadUserInput(`from and until: from must not be after until, and ${from} is after ${until}`);
  const codec = new CursorCodec(conference, order);
  const after = parseCursor(codec, "after", args.after);
  const before = parseCursor(codec, "before", args.before);
  return planWindow(conference, { ...parseCounts(args), after, before, from, until, order });
}

function parseCursor(codec: CursorCodec, argument: string, cursor: string | null | undefined): Position | null {
  if (cursor === null || cursor === undefined) return null;
  const place = codec.decode(cursor);
  if (typeof place !== "string") return place;
  const order = codec.order.toUpperCase();
  throw new BadUserInput(
    `${argument}: must be the cursor of a paragraph edge of this conference with order: ${order}; this one is ${place}`,
  );
}
