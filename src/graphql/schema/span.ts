import { BadUserInput } from "../../errors.js";
import type { WindowArguments } from "../../transcript/window.js";

/** The part of a recording between `from` and `until`; null or missing: no bound. */
interface SpanArguments {
  readonly from?: number | null;
  readonly until?: number | null;
}

/** The options of the argument `from` of fields with paragraphs. */
export const FROM = {
  nullable: true,
  description: "Only paragraphs that begin at this time or later; `600000` is ten minutes into the recording.",
} as const;

/** The options of the argument `until` of fields with paragraphs. */
export const UNTIL = {
  nullable: true,
  description: "Only paragraphs that begin before this time, including those that end after it.",
} as const;

/** Checks a span. It is empty if `from` and `until` are equal. @throws BadUserInput if it ends before it begins. */
export function parseSpan({ from = null, until = null }: SpanArguments): Pick<WindowArguments, "from" | "until"> {
  if (from !== null && until !== null && from > until)
    throw new BadUserInput(`from and until: from must not be after until, and ${from} is after ${until}`);
  return { from, until };
}
