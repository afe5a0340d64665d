import { ArgsType, Field, Int } from "type-graphql";
import { BadUserInput } from "../../../errors.js";
import { MAX_COUNT, type WindowArguments } from "../../../transcript/window.js";

/** The arguments of every connection (Relay Cursor Connections, section 4). A null argument is a missing one. */
@ArgsType()
export class ConnectionArguments {
  @Field(() => Int, {
    nullable: true,
    description:
      "The max number of edges, from the start of the list or after `after`: 0 to 2000. Not together with `last`.",
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Only edges after the edge with this cursor. For the next page, use a page's `endCursor`.",
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The max number of edges, from the end of the list or before `before`: 0 to 2000. Their order stays the same. Not together with `first`.",
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Only edges before the edge with this cursor. For the previous page, use a page's `startCursor`.",
  })
  before?: string | null;
}

/** Checks `first` and `last`. @throws BadUserInput if both are given, or if one is out of range. */
export function parseCounts({
  first = null,
  last = null,
}: ConnectionArguments): Pick<WindowArguments, "first" | "last"> {
  if (first !== null && last !== null) throw new BadUserInput("first and last: give one of them, not both");
  checkCount("first", first);
  checkCount("last", last);
  return { first, last };
}

function checkCount(name: string, count: number | null): void {
  if (count !== null && (count < 0 || count > MAX_COUNT))
    throw new BadUserInput(`${name}: must be from 0 to ${MAX_COUNT}, and is ${count}`);
}
