import type { Paragraph } from "../../model.js";
import { type Span, spanOf } from "../entry.js";
import { placePieces } from "../place-pieces.js";
import { sentencesOf, wordsOf } from "../spoken-pieces.js";

/** A part of the text, and the time in which it is spoken. */
interface Stretch extends Span {
  readonly start: number;
  readonly end: number;
}

const SILENT = /^[\s\p{P}]*$/u;

/**
 * Finds the time of each offset in a paragraph's text, from the times of its words, or of its sentences if there are no words. Between two
 * of them and inside one, the time is interpolated. It never decreases.
 */
export class TextTimes {
  readonly #stretches: readonly Stretch[];

  /** `text`: the paragraph's `shownText`. */
  constructor(text: string, paragraph: Paragraph) {
    this.#stretches = toStretches(text, paragraph);
  }

  /** When the text after this offset begins to be spoken. */
  startAt(place: number): number {
    return timeIn(this.#stretchUntil(place + 1), place);
  }

  /** When the text before this offset has been spoken. */
  endAt(place: number): number {
    return timeIn(this.#stretchUntil(place), place);
  }

  /** The first stretch that reaches an offset, or the last stretch. */
  #stretchUntil(place: number): Stretch | undefined {
    let [low, high] = [0, this.#stretches.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stretches[middle]?.end ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return this.#stretches[low];
  }
}

function timeIn(stretch: Stretch | undefined, place: number): number {
  if (stretch === undefined) return 0;
  const { start, end, startTime, endTime } = stretch;
  const part = end === start ? 1 : Math.min(1, Math.max(0, (place - start) / (end - start)));
  return Math.round(startTime + part * (endTime - startTime));
}

function toStretches(text: string, paragraph: Paragraph): readonly Stretch[] {
  const { startTime: first, endTime: last } = spanOf(paragraph);
  const stretches: Stretch[] = [];
  let [place, time] = [0, first];
  const add = (end: number, startTime: number, endTime: number) => {
    const from = Math.max(time, startTime);
    stretches.push({ start: place, end, startTime: from, endTime: Math.max(from, endTime) });
    [place, time] = [end, Math.max(from, endTime)];
  };
  for (const { start, end, startTime, endTime } of toSpokenPieces(text, paragraph)) {
    if (start > place) add(start, time, SILENT.test(text.slice(place, start)) ? time : startTime);
    add(end, startTime, endTime);
  }
  if (place < text.length) add(text.length, time, SILENT.test(text.slice(place)) && place > 0 ? time : last);
  return stretches;
}

function toSpokenPieces(text: string, { sentences }: Paragraph): Stretch[] {
  const words = wordsOf(sentences);
  const pieces = words.length > 0 ? words : sentencesOf(sentences);
  const placed = placePieces(
    text,
    pieces.map((piece) => piece.text),
  );
  return placed.flatMap(({ index, start, end }) => {
    const piece = pieces[index];
    return piece === undefined ? [] : [{ start, end, startTime: piece.startTime, endTime: piece.endTime }];
  });
}
