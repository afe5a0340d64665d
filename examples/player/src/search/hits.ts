import type { SearchTranscriptQuery } from "../__generated__/operations.ts";
import type { Range } from "./pieces.ts";

/** A match in a paragraph: the range of the text to mark, and when it is spoken. */
export interface Match extends Range {
  readonly paragraphId: string;
  readonly cursor: string;
  /** Its index among the matches of its paragraph. */
  readonly indexInParagraph: number;
  /** When it is spoken, in milliseconds of the recording. */
  readonly startTime: number;
}

/** The results of a search, in the order of the transcript. */
export interface Hits {
  readonly query: string;
  readonly matches: readonly Match[];
  /** The matches of each paragraph, by its id. */
  readonly byParagraph: ReadonlyMap<string, readonly Match[]>;
  /** The number of paragraphs that match; if there are very many, `byParagraph` has fewer. */
  readonly paragraphCount: number;
}

type Found = NonNullable<SearchTranscriptQuery["conference"]["search"]>;

/** Prepares a search's response. */
export function toHits(query: string, { totalCount, edges }: Found): Hits {
  const found = edges.map(({ cursor, node: { paragraph, matches } }) => {
    const own = matches.map((match, indexInParagraph) => ({
      ...match,
      paragraphId: paragraph.id,
      cursor,
      indexInParagraph,
    }));
    return [paragraph.id, own] as const;
  });
  return {
    query,
    matches: found.flatMap(([, matches]) => matches),
    byParagraph: new Map(found),
    paragraphCount: totalCount,
  };
}

/**
 * The index of the match to begin with: the first that is spoken at this time or later, otherwise the first of all; -1
 * if there is none.
 */
export function firstMatchFrom({ matches }: Hits, timeMs: number): number {
  const index = matches.findIndex(({ startTime }) => startTime >= timeMs);
  return index === -1 ? Math.min(0, matches.length - 1) : index;
}
