import type { PositionedParagraph } from "../../../src/transcript/position.js";
import { type Entry, type LivingMeeting, stoodAt, stoodThroughout } from "./meeting.js";

/** The paragraphs that a reader got, in the order of the transcript, and its request. */
export interface Reading {
  readonly items: readonly PositionedParagraph[];
  /** The paragraphs of the cursors; null: none. */
  readonly after: Entry | null;
  readonly before: Entry | null;
  readonly from: number | null;
  readonly until: number | null;
  /** The side that has been read to its end; the other may continue after the last item. */
  readonly reaches: "both ends" | "start" | "end";
  /** The moment from which the reading may be. */
  readonly since: number;
}

/** The whole transcript, as a reading. */
export const wholeReading = (items: readonly PositionedParagraph[], since: number): Reading => ({
  items,
  after: null,
  before: null,
  from: null,
  until: null,
  reaches: "both ends",
  since,
});

/**
 * Judges what readers see of a living meeting, by its history alone: each paragraph is as it was at some moment of the
 * maximum age, in order and within its bounds, none is repeated, and none is missing that was there all that time.
 */
export class LivingOracle {
  constructor(readonly meeting: LivingMeeting) {}

  /** The faults of a reading. `mayMiss`: the reader cannot know whether times fall back into a range. */
  faultsOf(reading: Reading, mayMiss = false): string[] {
    const places = reading.items.map((item) => this.#placeOf(item));
    const isRising = places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1));
    const outside = reading.items.filter((_, index) => !this.#isInside(places[index] ?? -1, reading));
    const wrong = reading.items.filter((item) => !this.#stood(item, reading.since));
    return [
      ...(isRising ? [] : [`the order is ${places.join(", ")}`]),
      ...outside.map((item) => `${textOf(item)} is not between the window's ends`),
      ...wrong.map((item) => `${textOf(item)} was not said then`),
      ...(mayMiss ? [] : this.#missing(reading, places).map((id) => `#${id} is missing`)),
    ];
  }

  /** True if a paragraph was there at some moment beyond the items, on the side where the reading may continue. */
  hasMore(reading: Reading): boolean {
    const { items, reaches, since } = reading;
    const places = items.map((item) => this.#placeOf(item));
    const [first = Infinity, last = -1] = [places[0], places.at(-1)];
    return this.meeting.entries.some((entry, place) => {
      const isBeyond = places.length === 0 || (reaches === "end" ? place < first : place > last);
      return isBeyond && this.#isInside(place, reading) && stoodAt(entry, since);
    });
  }

  #placeOf(item: PositionedParagraph): number {
    return this.meeting.entries.indexOf(this.meeting.entryOf(item.paragraph));
  }

  #isInside(place: number, { after, before, from, until }: Reading): boolean {
    const { entries } = this.meeting;
    const startTime = entries[place]?.startTime ?? -1;
    const isInRange = (from === null || from <= startTime) && (until === null || startTime < until);
    const isAfter = after === null || place > entries.indexOf(after);
    return isInRange && isAfter && (before === null || place < entries.indexOf(before));
  }

  #stood({ paragraph }: PositionedParagraph, since: number): boolean {
    return stoodAt(this.meeting.entryOf(paragraph), since, paragraph.text);
  }

  /** The ids of paragraphs that should be among the items. */
  #missing(reading: Reading, places: readonly number[]): number[] {
    const { after, before, reaches, since } = reading;
    const edges = { first: places[0] ?? -1, last: places.at(-1) ?? -1 };
    const isCovered = (place: number) =>
      reaches === "both ends" ||
      (places.length > 0 && (reaches === "start" ? place < edges.last : place > edges.first));
    // Where paragraphs are only added at the end, a later one proves that the earlier ones were there.
    const cursors = [after, before].map((entry) => (entry === null ? -1 : this.meeting.entries.indexOf(entry)));
    const newest = Math.max(edges.last, ...cursors);
    const isProved = (entry: Entry, place: number) =>
      !this.meeting.hasInserted && place < newest && entry.versions.every(({ text }) => text !== null);
    return [...this.meeting.entries.entries()]
      .filter(([place, entry]) => stoodThroughout(entry, since) || isProved(entry, place))
      .filter(([place]) => isCovered(place) && this.#isInside(place, reading) && !places.includes(place))
      .map(([, { id }]) => id);
  }
}

const textOf = ({ paragraph }: PositionedParagraph): string => paragraph.text;
