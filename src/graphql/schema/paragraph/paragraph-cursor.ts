import { BadUserInput } from "../../../errors.js";
import { CursorCodec } from "../../../transcript/cursor.js";
import type { ConferenceKey, Direction } from "../../../transcript/model.js";
import type { Position } from "../../../transcript/position.js";
import type { WindowArguments } from "../../../transcript/window.js";
import type { ConnectionArguments } from "../relay/arguments.js";

/** Reads the cursors of paragraphs. @throws BadUserInput with the argument's name and what it allows. */
export function parseCursors(
  conference: ConferenceKey,
  order: Direction,
  { after, before }: ConnectionArguments,
): Pick<WindowArguments, "after" | "before"> {
  const codec = new CursorCodec(conference, order);
  return { after: parseCursor(codec, "after", after), before: parseCursor(codec, "before", before) };
}

function parseCursor(codec: CursorCodec, argument: string, cursor: string | null | undefined): Position | null {
  if (cursor === null || cursor === undefined) return null;
  const position = codec.decode(cursor);
  if (typeof position !== "string") return position;
  const order = codec.order.toUpperCase();
  throw new BadUserInput(
    `${argument}: must be the cursor of a paragraph edge of this conference with order: ${order}; this one is ${position}`,
  );
}
