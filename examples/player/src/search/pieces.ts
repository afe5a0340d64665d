import type { Segment } from "../transcript/segments.ts";

/** The range of a match in a text, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A piece of a segment. */
export interface Piece {
  readonly text: string;
  /** The index of the piece's segment. */
  readonly segment: number;
}

/** Consecutive pieces, all of one match or all outside of matches. The runs together are the text. */
export interface Run {
  /** The index of the match; null outside of matches. */
  readonly match: number | null;
  readonly pieces: readonly Piece[];
}

type MatchedPiece = Piece & Pick<Run, "match">;

/** Cuts segments where matches begin and end. Matches are in order and do not overlap. */
export function toRuns(segments: readonly Segment[], matches: readonly Range[]): readonly Run[] {
  const runs: { match: number | null; pieces: Piece[] }[] = [];
  for (const { match, ...piece } of toPieces(segments, matches)) {
    const last = runs.at(-1);
    if (last !== undefined && last.match === match) last.pieces.push(piece);
    else runs.push({ match, pieces: [piece] });
  }
  return runs;
}

function toPieces(segments: readonly Segment[], matches: readonly Range[]): readonly MatchedPiece[] {
  let offset = 0;
  return segments.flatMap(({ text }, segment) => {
    const start = offset;
    offset += text.length;
    return cut(text, start, matches).map((piece) => ({ ...piece, segment }));
  });
}

function cut(text: string, offset: number, matches: readonly Range[]): readonly Omit<MatchedPiece, "segment">[] {
  const end = offset + text.length;
  const edges = matches.flatMap(({ start, end: stop }) => [start, stop]).filter((at) => at > offset && at < end);
  const cuts = [offset, ...edges, end];
  return cuts.slice(0, -1).flatMap((from, index) => {
    const piece = text.slice(from - offset, (cuts[index + 1] ?? end) - offset);
    return piece === "" ? [] : [{ text: piece, match: matchAt(matches, from) }];
  });
}

function matchAt(matches: readonly Range[], offset: number): number | null {
  const index = matches.findIndex(({ start, end }) => start <= offset && offset < end);
  return index === -1 ? null : index;
}
