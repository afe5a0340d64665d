import type { SpokenTexts } from "../model.js";
import type { TextRange } from "./folded-text.js";
import { placePieces, type PlacedPieces } from "./place-pieces.js";

/** Finds the pieces (words or sentences) of a part of a text. The pieces need not add up to the text. */
export class Alignment {
  /** The pieces that were found in the text, in order. */
  readonly #placed: PlacedPieces;

  /** `pieces`: in the order in which they are spoken. White space around and between them is ignored. */
  constructor(
    text: string,
    readonly pieces: SpokenTexts,
  ) {
    this.#placed = placePieces(text, pieces);
  }

  /**
   * The numbers of the first and the last piece of a part of the text; null if there is none. A part that differs from the pieces
   * belongs to the pieces that were not found there: "2020" belongs to "twenty" and "twenty".
   */
  piecesUnder({ start, end }: TextRange): readonly [first: number, last: number] | null {
    const { starts, ends } = this.#placed;
    const head = ends.findIndex((pieceEnd) => pieceEnd > start);
    const tail = starts.findLastIndex((pieceStart) => pieceStart < end);
    const first = this.#firstFrom(head === -1 ? ends.length : head, start);
    const last = this.#lastUntil(tail, end);
    return first <= last ? [first, last] : null;
  }

  /** The number of the first piece at or after an offset. `next`: the first placed piece that ends after it. */
  #firstFrom(next: number, start: number): number {
    const { indices, starts } = this.#placed;
    const index = indices[next];
    if (index !== undefined && (starts[next] ?? 0) <= start) return index;
    return (indices[next - 1] ?? -1) + 1;
  }

  /** The number of the last piece before an offset. `previous`: the last placed piece that starts before it. */
  #lastUntil(previous: number, end: number): number {
    const { indices, ends } = this.#placed;
    const index = indices[previous];
    if (index !== undefined && (ends[previous] ?? 0) >= end) return index;
    return (indices[previous + 1] ?? this.pieces.ends.length) - 1;
  }
}
