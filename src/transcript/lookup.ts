import type { ConferenceKey } from "./model.js";
import type { PageSource } from "./page-source.js";
import type { PositionedParagraph } from "./position.js";
import { Scan } from "./scan.js";

/** What one paragraph of a conference is looked up by. */
export interface ParagraphRef {
  /** Milliseconds from the start of the recording. */
  readonly startTime: number;
  readonly fingerprint: string;
}

/** Names further apart than this are not read in one go: five minutes hold some 150 paragraphs at the most. */
const NEIGHBOURHOOD_MS = 300_000;
/** An estimate on the safe side: a paragraph that lasts less is rare. */
const SHORT_PARAGRAPH_MS = 2000;
/** Room for paragraphs that start together, and for the one that shows that the last group is complete. */
const MARGIN = 8;

/** Sorts names by time, and parts them where the way from one to the next is too far to read. */
export function clusterByTime<N extends ParagraphRef>(names: readonly N[]): N[][] {
  const neighbourhoods: N[][] = [];
  let previous = -Infinity;
  for (const name of names.toSorted((left, right) => left.startTime - right.startTime)) {
    if (name.startTime - previous > NEIGHBOURHOOD_MS) neighbourhoods.push([]);
    neighbourhoods.at(-1)?.push(name);
    previous = name.startTime;
  }
  return neighbourhoods;
}

/**
 * Reads through one neighbourhood, in one call unless its paragraphs are many and short, and gives what it found, in the
 * order of `names`; null for a paragraph that is not there (any more).
 * @throws UpstreamBadResponse, and whatever the source throws.
 */
export async function findParagraphs(
  source: PageSource,
  conference: ConferenceKey,
  names: readonly ParagraphRef[],
): Promise<(PositionedParagraph | null)[]> {
  const times = names.map(({ startTime }) => startTime);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const scan = new Scan(source, { conference, direction: "ascending", start: { time: from } });
  const find = ({ startTime, fingerprint }: ParagraphRef) =>
    scan.items.find((item) => item.startTime === startTime && item.fingerprint === fingerprint) ?? null;
  while (!scan.exhausted && (scan.items.at(-1)?.startTime ?? -1) <= to && names.some((name) => find(name) === null)) {
    const reached = scan.items.at(-1)?.startTime ?? from;
    await scan.extend(names.length + Math.ceil((to - reached) / SHORT_PARAGRAPH_MS) + MARGIN);
  }
  return names.map(find);
}
