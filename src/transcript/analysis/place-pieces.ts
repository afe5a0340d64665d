import type { TextRange } from "./folded-text.js";

/** A piece that was found in a text: its number and its offsets. */
export interface PlacedPiece extends TextRange {
  readonly index: number;
}

interface Piece {
  readonly index: number;
  readonly text: string;
}

/** The maximum number of comparisons for the part of a text that differs from its pieces: enough for 500 characters and 100 words. */
const MAX_COMPARISONS = 50_000;

/**
 * Finds pieces in a text, in order and without overlaps. First it matches pieces from the start and from the end of the text, with only white
 * space and punctuation between them. Of the pieces in the middle, it matches as many characters as possible, or none if that would
 * take too long. Pieces that are not found are left out.
 */
export function placePieces(text: string, pieces: readonly string[]): readonly PlacedPiece[] {
  const spoken = pieces.map((piece, index) => ({ index, text: piece.trim() })).filter((piece) => piece.text !== "");
  const head = placeFromStart(text, spoken);
  const start = head.at(-1)?.end ?? 0;
  const tail = placeFromEnd(text, spoken.slice(head.length), start);
  const end = tail[0]?.start ?? text.length;
  return [
    ...head,
    ...placeBetween(text, spoken.slice(head.length, spoken.length - tail.length), { start, end }),
    ...tail,
  ];
}

function placeFromStart(text: string, pieces: readonly Piece[]): PlacedPiece[] {
  const placed: PlacedPiece[] = [];
  let end = 0;
  for (const piece of pieces) {
    const start = [end, end + 1, skipForward(text, end)].find(
      (at) => text.startsWith(piece.text, at) && isFiller(text, end, at),
    );
    if (start === undefined) break;
    end = start + piece.text.length;
    placed.push({ index: piece.index, start, end });
  }
  return placed;
}

/** `limit`: the text before this offset is already matched. */
function placeFromEnd(text: string, pieces: readonly Piece[], limit: number): PlacedPiece[] {
  const placed: PlacedPiece[] = [];
  let start = text.length;
  for (const piece of pieces.toReversed()) {
    const end = [start, start - 1, skipBackward(text, start)].find(
      (at) => at - piece.text.length >= limit && text.endsWith(piece.text, at) && isFiller(text, at, start),
    );
    if (end === undefined) break;
    start = end - piece.text.length;
    placed.push({ index: piece.index, start, end });
  }
  return placed.toReversed();
}

const FILLER = /^[\s\p{P}]*$/u;

const isFiller = (text: string, start: number, end: number) => start === end || FILLER.test(text.slice(start, end));

function skipForward(text: string, start: number): number {
  let at = start;
  while (at < text.length && FILLER.test(text.charAt(at))) at += 1;
  return at;
}

function skipBackward(text: string, end: number): number {
  let at = end;
  while (at > 0 && FILLER.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** The longest common subsequence of whole pieces and a part of the text, measured in characters. */
function placeBetween(text: string, pieces: readonly Piece[], { start, end }: TextRange): PlacedPiece[] {
  const width = end - start + 1;
  if (pieces.length === 0 || width === 1 || pieces.length * width > MAX_COMPARISONS) return [];
  // One row per number of pieces: how many characters can be matched before each offset.
  const best = new Int32Array((pieces.length + 1) * width);
  for (const [row, piece] of pieces.entries())
    for (let at = 0; at < width; at += 1) {
      const left = at === 0 ? 0 : (best[(row + 1) * width + at - 1] ?? 0);
      const above = best[row * width + at] ?? 0;
      best[(row + 1) * width + at] = Math.max(left, above, placedAt(row, piece, at));
    }
  return trace();

  /** The number of matched characters if the piece ends at an offset; 0 if it does not. */
  function placedAt(row: number, piece: Piece, at: number): number {
    const from = at - piece.text.length;
    if (from < 0 || !text.startsWith(piece.text, start + from)) return 0;
    return (best[row * width + from] ?? 0) + piece.text.length;
  }

  function trace(): PlacedPiece[] {
    const placed: PlacedPiece[] = [];
    let at = width - 1;
    for (const [row, piece] of [...pieces.entries()].toReversed()) {
      const wanted = best[(row + 1) * width + at] ?? 0;
      if (wanted === (best[row * width + at] ?? 0)) continue;
      while (at > 0 && (best[(row + 1) * width + at - 1] ?? 0) === wanted) at -= 1;
      placed.push({ index: piece.index, start: start + at - piece.text.length, end: start + at });
      at -= piece.text.length;
    }
    return placed.toReversed();
  }
}
