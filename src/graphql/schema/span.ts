import { BadUserInput } from "../../errors.js";

/** The part of a recording that `from` and `until` name; null or left out: no bound. */
interface SpanArguments {
  readonly from?: number | null;
  readonly until?: number | null;
}

/** The span; with `from` and `until` equal it is empty. @throws BadUserInput when it ends before it begins. */
export function parseSpan({ from = null, until = null }: SpanArguments): { from: number | null; until: number | null } {
  if (from !== null && until !== null && from > until)
    throw new BadUserInput(`from and until: from must not be after until, and ${from} is after ${until}`);
  return { from, until };
}
