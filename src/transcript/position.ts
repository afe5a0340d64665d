import { hash } from "node:crypto";
import type { ConferenceKey, Direction, Paragraph } from "./model.js";

/**
 * A place in a transcript: that of one paragraph, as it was read in one direction. It outlives the token: whoever has a
 * place can seek by `startTime` and recognise the paragraph itself.
 */
export interface Position {
  /** The direction it was read in, which is the one that `token` is valid in. */
  readonly direction: Direction;
  /** The upstream's own cursor behind the paragraph; null when it handed out none. */
  readonly token: string | null;
  /** Milliseconds from the start of the recording. */
  readonly startTime: number;
  /** How many paragraphs with the same `startTime` come before it in `direction`. */
  readonly rank: number;
  /** What tells it from the others of its `startTime`. */
  readonly fingerprint: string;
}

/** True when `time` lies strictly further than `other` on the way through time. */
export const isBeyond = (direction: Direction, time: number, other: number): boolean =>
  direction === "ascending" ? time > other : time < other;

/** A paragraph together with its place and its conference. */
export class PositionedParagraph implements Position {
  #fingerprint: string | null = null;

  constructor(
    readonly conference: ConferenceKey,
    readonly direction: Direction,
    readonly paragraph: Paragraph,
    readonly rank: number,
  ) {}

  get token(): string | null {
    return this.paragraph.token;
  }

  get startTime(): number {
    return this.paragraph.startTime;
  }

  /** Computed when first asked for: only cursors, ids and boundary checks need it. */
  get fingerprint(): string {
    return (this.#fingerprint ??= fingerprintOf(this.paragraph));
  }
}

/**
 * 66 bits over what a reader would know the paragraph by, as 11 URL-safe characters: the same in both directions, since it
 * leaves out the token, and the same for all time unless the text is edited.
 */
export function fingerprintOf({ endTime, recordId, unionId, nickName, text, sentences }: Paragraph): string {
  const words = text === "" ? Array.from(sentences, (sentence) => sentence.text) : text;
  return hash("sha256", JSON.stringify([endTime, recordId, unionId, nickName, words]), "base64url").slice(0, 11);
}

/** How many of the paragraphs lead a page although they stand at or before `place`: a token may point at its own paragraph. */
export function countRepeated(paragraphs: readonly Paragraph[], place: Position): number {
  const end = paragraphs.findIndex(({ startTime }) => startTime !== place.startTime);
  const group = end === -1 ? paragraphs : paragraphs.slice(0, end);
  const itself = group.findIndex(
    (paragraph, index) =>
      (paragraph.token === null ? index === 0 : paragraph.token === place.token) &&
      fingerprintOf(paragraph) === place.fingerprint,
  );
  return itself + 1;
}

/**
 * True when enough is known to say where `place` stands among `items`, which begin with the paragraphs of its `startTime`:
 * the last of those is in sight, or the place was read in the same direction and its paragraph is where it was.
 */
export function isSettled(items: readonly PositionedParagraph[], place: Position): boolean {
  const last = items.at(-1);
  if (last === undefined) return false;
  if (last.startTime !== place.startTime) return true;
  const found = items.find(({ rank }) => rank === place.rank);
  return last.direction === place.direction && found?.fingerprint === place.fingerprint;
}

/**
 * The index of `place` among `items`, which begin with the paragraphs of its `startTime`; -1 when it lies before all of them.
 * A paragraph that was edited since is taken to be the one that stands where it stood.
 */
export function indexOfPosition(items: readonly PositionedParagraph[], place: Position): number {
  const group = items.filter(({ startTime }) => startTime === place.startTime);
  const [head, tail] = [group[0], group.at(-1)];
  if (head === undefined || tail === undefined) return -1;
  const rank = head.direction === place.direction ? place.rank : tail.rank - place.rank;
  if (rank < head.rank && head.rank > 0) return -1;
  const distance = (index: number) => Math.abs(head.rank + index - rank);
  const same = group.flatMap(({ fingerprint }, index) => (fingerprint === place.fingerprint ? [index] : []));
  const nearest = same.toSorted((left, right) => distance(left) - distance(right))[0];
  return nearest ?? Math.min(Math.max(rank - head.rank, -1), group.length);
}
