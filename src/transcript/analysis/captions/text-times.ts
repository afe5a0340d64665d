import type { Paragraph } from "../../model.js";
import { spanOf } from "../entry.js";
import { placePieces } from "../place-pieces.js";
import { sentencesOf, wordsOf } from "../spoken-pieces.js";

const SILENT = /^[\s\p{P}]*$/u;

/**
 * Finds the time of each offset in a paragraph's text, from the times of its words, or of its sentences if there are no words. Between two
 * of them and inside one, the time is interpolated. It never decreases.
 */
export class TextTimes {
  /** The parts of the text between which times are known: the end of each, where the next one starts, and when it is spoken. */
  readonly #ends: number[] = [];
  readonly #startTimes: number[] = [];
  readonly #endTimes: number[] = [];
  /** The index of the part that was used last. */
  #last = 0;

  /** `text`: the paragraph's `shownText`. */
  constructor(
    readonly text: string,
    paragraph: Paragraph,
  ) {
    this.#addAll(paragraph);
  }

  /** When the text after this offset begins to be spoken. */
  startAt(place: number): number {
    return this.#timeIn(this.#stretchUntil(place + 1), place);
  }

  /** When the text before this offset has been spoken. */
  endAt(place: number): number {
    return this.#timeIn(this.#stretchUntil(place), place);
  }

  /** The index of the first part that reaches an offset, or of the last part. Most offsets are near the previous one. */
  #stretchUntil(place: number): number {
    const ends = this.#ends;
    let stretch = this.#last;
    while (stretch > 0 && (ends[stretch - 1] ?? 0) >= place) stretch -= 1;
    while (stretch < ends.length - 1 && (ends[stretch] ?? 0) < place) stretch += 1;
    this.#last = stretch;
    return stretch;
  }

  #timeIn(stretch: number, place: number): number {
    const start = this.#ends[stretch - 1] ?? 0;
    const length = (this.#ends[stretch] ?? 0) - start;
    const [startTime, endTime] = [this.#startTimes[stretch] ?? 0, this.#endTimes[stretch] ?? 0];
    const part = length === 0 ? 1 : Math.min(1, Math.max(0, (place - start) / length));
    return Math.round(startTime + part * (endTime - startTime));
  }

  #addAll(paragraph: Paragraph): void {
    const { text } = this;
    const span = spanOf(paragraph);
    const words = wordsOf(paragraph.sentences);
    const pieces = words.ends.length > 0 ? words : sentencesOf(paragraph.sentences);
    const { indices, starts, ends } = placePieces(text, pieces);
    let [place, time] = [0, span.startTime];
    for (const [placed, index] of indices.entries()) {
      const [start, startTime] = [starts[placed] ?? 0, pieces.startTimes[index] ?? 0];
      if (start > place) time = this.#add(start, time, time, isSilent(text, place, start) ? time : startTime);
      place = ends[placed] ?? start;
      time = this.#add(place, time, startTime, pieces.endTimes[index] ?? startTime);
    }
    if (place === text.length) return;
    this.#add(text.length, time, time, isSilent(text, place, text.length) && place > 0 ? time : span.endTime);
  }

  /** Adds the next part and returns when it ends. `reached`: when the previous one ends. */
  #add(end: number, reached: number, startTime: number, endTime: number): number {
    const from = Math.max(reached, startTime);
    const until = Math.max(from, endTime);
    this.#ends.push(end);
    this.#startTimes.push(from);
    this.#endTimes.push(until);
    return until;
  }
}

/** Whether nothing is spoken between two offsets. */
const isSilent = (text: string, start: number, end: number) =>
  (end === start + 1 && text.charCodeAt(start) === 0x20) || SILENT.test(text.slice(start, end));
