import type { TextRange } from "./folded-text.js";
import { placePieces, type PlacedPiece } from "./place-pieces.js";

/** Finds the pieces (words or sentences) of a part of a text. The pieces need not add up to the text. */
export class Alignment {
  /** The pieces that were found in the text, in order. */
  readonly #placed: readonly PlacedPiece[];

  /** `pieces`: in the order in which they are spoken. White space around and between them is ignored. */
  constructor(
    text: string,
    readonly pieces: readonly string[],
  ) {
    this.#placed = placePieces(text, pieces);
  }

  /**
   * The numbers of the first and the last piece of a part of the text; null if there is none. A part that differs from the pieces
   * belongs to the pieces that were not found there: "2020" belongs to "twenty" and "twenty".
   */
  piecesUnder({ start, end }: TextRange): readonly [first: number, last: number] | null {
    const head = this.#placed.findIndex((piece) => piece.end > start);
    const tail = this.#placed.findLastIndex((piece) => piece.start < end);
    const first = this.#firstFrom(head === -1 ? this.#placed.length : head, start);
    const last = this.#lastUntil(tail, end);
    return first <= last ? [first, last] : null;
  }

  /** The number of the first piece at or after an offset. `next`: the first placed piece that ends after it. */
  #firstFrom(next: number, start: number): number {
    const piece = this.#placed[next];
    if (piece !== undefined && piece.start <= start) return piece.index;
    return (this.#placed[next - 1]?.index ?? -1) + 1;
  }

  /** The number of the last piece before an offset. `previous`: the last placed piece that starts before it. */
  #lastUntil(previous: number, end: number): number {
    const piece = this.#placed[previous];
    if (piece !== undefined && piece.end >= end) return piece.index;
    return (this.#placed[previous + 1]?.index ?? this.pieces.length) - 1;
  }
}
