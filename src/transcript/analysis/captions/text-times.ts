import type { Paragraph, SpokenTexts } from "../../model.js";
import { spanOf } from "../entry.js";
import { alignSegments } from "../align-segments.js";
import { sentencesOf, wordsOf } from "../spoken-segments.js";

const SILENT = /^[\s\p{P}]*$/u;

/**
 * Finds the time of each offset in a paragraph's text, from the times of its words, or of its sentences if there are no
 * words. Between two of them and inside one, the time is interpolated. It never decreases.
 */
export class TextTimes {
  readonly #parts: Parts;
  /** The index of the part that was used last. */
  #last = 0;

  /** `text`: the paragraph's `shownText`. */
  constructor(text: string, paragraph: Paragraph) {
    this.#parts = toParts(text, paragraph);
  }

  /** When the text after this offset begins to be spoken. */
  startAt(place: number): number {
    return timeIn(this.#parts, this.#partUntil(place + 1), place);
  }

  /** When the text before this offset has been spoken. */
  endAt(place: number): number {
    return timeIn(this.#parts, this.#partUntil(place), place);
  }

  /** The silence in milliseconds between the text before `end` and the text after `start`, with no text between. */
  silenceBetween(end: number, start: number): number {
    if (start > end) return this.startAt(start) - this.endAt(end);
    const part = this.#partUntil(end);
    const { ends, startTimes, endTimes } = this.#parts;
    return ends[part] === end ? (startTimes[part + 1] ?? 0) - (endTimes[part] ?? 0) : 0;
  }

  /** The index of the first part that reaches an offset, or of the last part. Most offsets are near the one before. */
  #partUntil(place: number): number {
    const { ends } = this.#parts;
    let part = this.#last;
    while (part > 0 && (ends[part - 1] ?? 0) >= place) part -= 1;
    while (part < ends.length - 1 && (ends[part] ?? 0) < place) part += 1;
    this.#last = part;
    return part;
  }
}

/** The parts of a text between which times are known: where each ends and the next starts, and when it is spoken. */
type Parts = Omit<SpokenTexts, "text">;

function timeIn({ ends, startTimes, endTimes }: Parts, part: number, place: number): number {
  const start = ends[part - 1] ?? 0;
  const length = (ends[part] ?? 0) - start;
  const startTime = startTimes[part] ?? 0;
  const share = length === 0 ? 1 : Math.min(1, Math.max(0, (place - start) / length));
  return Math.round(startTime + share * ((endTimes[part] ?? 0) - startTime));
}

function toParts(text: string, paragraph: Paragraph): Parts {
  const [partEnds, startTimes, endTimes]: [number[], number[], number[]] = [[], [], []];
  const span = spanOf(paragraph);
  const words = wordsOf(paragraph.sentences);
  const segments = words.ends.length > 0 ? words : sentencesOf(paragraph.sentences);
  const { indices, starts, ends } = alignSegments(text, segments);
  let [place, time] = [0, span.startTime];
  for (let aligned = 0; aligned < indices.length; aligned += 1) {
    const start = starts[aligned] ?? 0;
    const index = indices[aligned] ?? 0;
    const startTime = segments.startTimes[index] ?? 0;
    if (start > place) add(start, time, isSilent(text, place, start) ? time : startTime);
    add(ends[aligned] ?? start, startTime, segments.endTimes[index] ?? startTime);
  }
  if (place < text.length)
    add(text.length, time, isSilent(text, place, text.length) && place > 0 ? time : span.endTime);
  return { ends: partEnds, startTimes, endTimes };

  function add(end: number, startTime: number, endTime: number): void {
    const from = Math.max(time, startTime);
    place = end;
    time = Math.max(from, endTime);
    partEnds.push(end);
    startTimes.push(from);
    endTimes.push(time);
  }
}

/** Whether nothing is spoken between two offsets. */
const isSilent = (text: string, start: number, end: number) =>
  (end === start + 1 && text.charCodeAt(start) === 0x20) || SILENT.test(text.slice(start, end));
