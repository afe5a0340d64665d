import type { SpokenTexts } from "../model.js";
import type { TextRange } from "./folded-text.js";

/** Pieces that were found in a text, as columns: their numbers and their offsets. */
export interface PlacedPieces {
  readonly indices: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Collects the pieces that are found. */
class Placement implements PlacedPieces {
  readonly indices: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(index: number, start: number, end: number): void {
    this.indices.push(index);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** The same pieces in the opposite order. */
  toReversed(): PlacedPieces {
    const { indices, starts, ends } = this;
    return { indices: indices.toReversed(), starts: starts.toReversed(), ends: ends.toReversed() };
  }
}

/** The pieces that are not empty, without white space around them: their numbers, and their offsets in the joined text of all pieces. */
interface Pieces extends PlacedPieces {
  readonly text: string;
}

/** The maximum number of comparisons for the part of a text that differs from its pieces: enough for 500 characters and 100 words. */
const MAX_COMPARISONS = 50_000;

/**
 * Finds pieces in a text, in order and without overlaps. First it matches pieces from the start and from the end of the text, with only white
 * space and punctuation between them. Of the pieces in the middle, it matches as many characters as possible, or none if that would
 * take too long. Pieces that are not found are left out.
 */
export function placePieces(text: string, spoken: SpokenTexts): PlacedPieces {
  const pieces = toPieces(spoken);
  const count = pieces.indices.length;
  const head = placeFromStart(text, pieces);
  const placed = head.indices.length;
  if (placed === count) return head;
  const start = head.ends[placed - 1] ?? 0;
  const tail = placeFromEnd(text, pieces, placed, start);
  const between = piecesBetween(pieces, placed, count - tail.indices.length);
  const middle = placeBetween(text, between, { start, end: tail.starts[0] ?? text.length });
  return {
    indices: [...head.indices, ...middle.indices, ...tail.indices],
    starts: [...head.starts, ...middle.starts, ...tail.starts],
    ends: [...head.ends, ...middle.ends, ...tail.ends],
  };
}

const SPACE = /\s/;

function toPieces({ text, ends }: SpokenTexts): Pieces {
  const places = new Placement();
  const hasSpace = SPACE.test(text);
  let start = 0;
  for (const [index, end] of ends.entries()) {
    const [from, to] = hasSpace ? trimmed(text, start, end) : [start, end];
    if (from < to) places.add(index, from, to);
    start = end;
  }
  return { text, indices: places.indices, starts: places.starts, ends: places.ends };
}

function trimmed(text: string, start: number, end: number): [start: number, end: number] {
  let [from, to] = [start, end];
  while (from < to && SPACE.test(text.charAt(from))) from += 1;
  while (from < to && SPACE.test(text.charAt(to - 1))) to -= 1;
  return [from, to];
}

/** Whether a piece begins at an offset of a text. */
function standsAt(text: string, at: number, { text: all, starts, ends }: Pieces, piece: number): boolean {
  const start = starts[piece] ?? 0;
  const end = ends[piece] ?? 0;
  if (at < 0 || at + end - start > text.length) return false;
  for (let place = start; place < end; place += 1)
    if (all.charCodeAt(place) !== text.charCodeAt(at + place - start)) return false;
  return true;
}

function placeFromStart(text: string, pieces: Pieces): Placement {
  const placed = new Placement();
  let end = 0;
  for (const [piece, index] of pieces.indices.entries()) {
    const start = startFrom(text, end, pieces, piece);
    if (start === null) break;
    end = start + lengthOf(pieces, piece);
    placed.add(index, start, end);
  }
  return placed;
}

/** Where a piece starts that follows an offset, with only white space and punctuation between; null if it does not follow. */
function startFrom(text: string, place: number, pieces: Pieces, piece: number): number | null {
  if (standsAt(text, place, pieces, piece)) return place;
  if (!isFiller(text, place)) return null;
  if (standsAt(text, place + 1, pieces, piece)) return place + 1;
  let start = place + 1;
  while (isFiller(text, start)) start += 1;
  return standsAt(text, start, pieces, piece) ? start : null;
}

const lengthOf = ({ starts, ends }: Pieces, piece: number) => (ends[piece] ?? 0) - (starts[piece] ?? 0);

/** `first`: the pieces before this one, and the text before the offset `limit`, are already matched. */
function placeFromEnd(text: string, pieces: Pieces, first: number, limit: number): PlacedPieces {
  const placed = new Placement();
  let start = text.length;
  for (let piece = pieces.indices.length - 1; piece >= first; piece -= 1) {
    const end = endUntil(text, start, limit, pieces, piece);
    if (end === null) break;
    start = end - lengthOf(pieces, piece);
    placed.add(pieces.indices[piece] ?? 0, start, end);
  }
  return placed.toReversed();
}

/** Where a piece ends that precedes an offset, with only white space and punctuation between; null if it does not precede it. */
function endUntil(text: string, place: number, limit: number, pieces: Pieces, piece: number): number | null {
  const endsAt = (end: number) => {
    const start = end - lengthOf(pieces, piece);
    return start >= limit && standsAt(text, start, pieces, piece);
  };
  if (endsAt(place)) return place;
  if (!isFiller(text, place - 1)) return null;
  if (endsAt(place - 1)) return place - 1;
  let end = place - 1;
  while (isFiller(text, end - 1)) end -= 1;
  return endsAt(end) ? end : null;
}

const FILLER = /[\s\p{P}]/u;

/** Whether there is white space or punctuation at an offset. */
const isFiller = (text: string, at: number) => text.charCodeAt(at) === 0x20 || FILLER.test(text.charAt(at));

/** A piece by its number, with its text. */
interface Piece {
  readonly index: number;
  readonly text: string;
}

function piecesBetween({ text, indices, starts, ends }: Pieces, first: number, end: number): readonly Piece[] {
  return indices
    .slice(first, end)
    .map((index, at) => ({ index, text: text.slice(starts[first + at], ends[first + at]) }));
}

/** The longest common subsequence of whole pieces and a part of the text, measured in characters. */
function placeBetween(text: string, pieces: readonly Piece[], { start, end }: TextRange): PlacedPieces {
  const placed = new Placement();
  const width = end - start + 1;
  if (pieces.length === 0 || width === 1 || pieces.length * width > MAX_COMPARISONS) return placed;
  // Row by row, one for each number of pieces: how many characters can be placed in front of each place.
  const best = new Int32Array((pieces.length + 1) * width);
  for (const [row, piece] of pieces.entries())
    for (let at = 0; at < width; at += 1) {
      const left = at === 0 ? 0 : (best[(row + 1) * width + at - 1] ?? 0);
      const above = best[row * width + at] ?? 0;
      best[(row + 1) * width + at] = Math.max(left, above, placedAt(row, piece, at));
    }
  trace();
  return placed.toReversed();

  /** The number of matched characters if the piece ends at an offset; 0 if it does not. */
  function placedAt(row: number, piece: Piece, at: number): number {
    const from = at - piece.text.length;
    if (from < 0 || !text.startsWith(piece.text, start + from)) return 0;
    return (best[row * width + from] ?? 0) + piece.text.length;
  }

  function trace(): void {
    let at = width - 1;
    for (const [row, piece] of [...pieces.entries()].toReversed()) {
      const wanted = best[(row + 1) * width + at] ?? 0;
      if (wanted === (best[row * width + at] ?? 0)) continue;
      while (at > 0 && (best[(row + 1) * width + at - 1] ?? 0) === wanted) at -= 1;
      placed.add(piece.index, start + at - piece.text.length, start + at);
      at -= piece.text.length;
    }
  }
}
