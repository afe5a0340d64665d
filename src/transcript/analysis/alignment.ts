import type { TextRange } from "./folded-text.js";
import { placePieces, type PlacedPiece } from "./place-pieces.js";

/** Says which pieces of a text (its words, or its sentences) stand under a part of it, although they need not add up to it. */
export class Alignment {
  /** Those that have a place, in order. */
  readonly #placed: readonly PlacedPiece[];

  /** `pieces` are in the order in which they are said; white space around and between them does not count. */
  constructor(
    text: string,
    readonly pieces: readonly string[],
  ) {
    this.#placed = placePieces(text, pieces);
  }

  /**
   * The numbers of the first and the last piece under a part of the text; null when there is none. Where the text differs from
   * the pieces, it belongs to those that have no place there: "2020" to "twenty" and "twenty".
   */
  piecesUnder({ start, end }: TextRange): readonly [first: number, last: number] | null {
    const head = this.#placed.findIndex((piece) => piece.end > start);
    const tail = this.#placed.findLastIndex((piece) => piece.start < end);
    const first = this.#firstFrom(head === -1 ? this.#placed.length : head, start);
    const last = this.#lastUntil(tail, end);
    return first <= last ? [first, last] : null;
  }

  /** The number of the first piece at or behind a place in the text; `next` is the first placed one that ends behind it. */
  #firstFrom(next: number, start: number): number {
    const piece = this.#placed[next];
    if (piece !== undefined && piece.start <= start) return piece.index;
    return (this.#placed[next - 1]?.index ?? -1) + 1;
  }

  /** The number of the last piece in front of a place in the text; `previous` is the last placed one that starts in front of it. */
  #lastUntil(previous: number, end: number): number {
    const piece = this.#placed[previous];
    if (piece !== undefined && piece.end >= end) return piece.index;
    return (this.#placed[previous + 1]?.index ?? this.pieces.length) - 1;
  }
}
