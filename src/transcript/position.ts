import { hash } from "node:crypto";
import type { ConferenceKey, Direction, Paragraph } from "./model.js";

/**
 * Where one paragraph stands in its transcript. It outlives the upstream's token: the paragraph can be found again by its time
 * and content, and, if it was edited since, by where it stood.
 */
export interface Position {
  /** The upstream's token that leads on behind this paragraph, if it is surely this paragraph's own; otherwise null. */
  readonly token: string | null;
  /** The direction that the token was handed out in. It is not known whether it is valid in the other one. */
  readonly direction: Direction;
  /** Milliseconds from the start of the recording. */
  readonly startTime: number;
  /** How many paragraphs with the same `startTime` stand directly before it, in the order of the transcript. */
  readonly rank: number;
  /**
   * Where it stands in the transcript: from 0 on counted from the start; below 0 from the end, where -1 is the last paragraph; null where
   * the transcript was read from neither.
   */
  readonly index: number | null;
  /** A digest of the paragraph's content (`fingerprintOf`). */
  readonly fingerprint: string;
}

/** The parts of a position that a paragraph does not tell by itself. */
export type Standing = Pick<Position, "token" | "direction" | "rank" | "index">;

/** A paragraph together with its position and its conference. */
export class PositionedParagraph implements Position {
  readonly token: string | null;
  readonly direction: Direction;
  readonly rank: number;
  readonly index: number | null;
  #fingerprint: string | null = null;

  constructor(
    readonly conference: ConferenceKey,
    readonly paragraph: Paragraph,
    { token, direction, rank, index }: Standing,
  ) {
    this.token = token;
    this.direction = direction;
    this.rank = rank;
    this.index = index;
  }

  /** The same paragraph, known to stand at an index. */
  at(index: number | null): PositionedParagraph {
    const { token, direction, rank } = this;
    return new PositionedParagraph(this.conference, this.paragraph, { token, direction, rank, index });
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
 * leaves out the token, and the same for all time unless the paragraph is edited.
 */
export function fingerprintOf({ endTime, recordId, unionId, nickName, text, sentences }: Paragraph): string {
  const words = text === "" ? Array.from(sentences, (sentence) => sentence.text) : text;
  return hash("sha256", JSON.stringify([endTime, recordId, unionId, nickName, words]), "base64url").slice(0, 11);
}

/**
 * True when two positions have the same token, false when theirs differ, null when tokens do not tell: there are none, they are of two
 * directions, or one token has passed to a paragraph of another time.
 */
export function haveSameToken(one: Position, other: Position): boolean | null {
  if (one.token === null || other.token === null || one.direction !== other.direction) return null;
  if (one.token !== other.token) return false;
  return one.startTime === other.startTime ? true : null;
}

/** True when both have the same time and content. Two paragraphs that start together and say the same are not told apart. */
export function haveSameContent(one: Position, other: Position): boolean {
  return one.startTime === other.startTime && one.fingerprint === other.fingerprint;
}

/** True when both surely are the same paragraph: by their own tokens, or else by content and rank. */
export function isSameParagraph(one: Position, other: Position): boolean {
  return haveSameToken(one, other) ?? (haveSameContent(one, other) && one.rank === other.rank);
}
