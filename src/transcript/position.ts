import { hash } from "node:crypto";
import type { ConferenceKey, Direction, Paragraph } from "./model.js";

/**
 * The place of one paragraph in its transcript. It remains valid after the upstream's token expires: the paragraph is
 * then found by its time and content, or, if it was edited, by its index.
 */
export interface Position {
  /** The upstream's token that continues after this paragraph, if it is surely this paragraph's own; otherwise null. */
  readonly token: string | null;
  /** The direction in which the token was received. It may not be valid in the other. */
  readonly direction: Direction;
  /** Milliseconds from the start of the recording. */
  readonly startTime: number;
  /** The number of paragraphs with the same `startTime` directly before it, in the order of the transcript. */
  readonly rank: number;
  /** The index in the transcript: from 0 up, from -1 down if counted from the end, null if neither is known. */
  readonly index: number | null;
  /** A digest of the paragraph's content (`fingerprintOf`). */
  readonly fingerprint: string;
}

/** The parts of a position that are not in the paragraph itself. */
export type PositionDetails = Pick<Position, "token" | "direction" | "rank" | "index">;

/** A paragraph with its position and its conference. */
export class PositionedParagraph implements Position {
  readonly token: string | null;
  readonly direction: Direction;
  readonly rank: number;
  readonly index: number | null;
  #fingerprint: string | null = null;

  constructor(
    readonly conference: ConferenceKey,
    readonly paragraph: Paragraph,
    { token, direction, rank, index }: PositionDetails,
  ) {
    this.token = token;
    this.direction = direction;
    this.rank = rank;
    this.index = index;
  }

  /** The same paragraph with a known index. */
  at(index: number | null): PositionedParagraph {
    const { token, direction, rank } = this;
    return new PositionedParagraph(this.conference, this.paragraph, { token, direction, rank, index });
  }

  get startTime(): number {
    return this.paragraph.startTime;
  }

  /** Computed on first use: only cursors, ids and boundary checks need it. */
  get fingerprint(): string {
    return (this.#fingerprint ??= fingerprintOf(this.paragraph));
  }
}

/**
 * A digest of 66 bits over the contents that a reader would recognise, as 11 URL-safe characters. It is the same in
 * both directions, because it omits the token, and changes only if the paragraph is edited.
 */
export function fingerprintOf({ endTime, recordId, unionId, nickName, text, sentences }: Paragraph): string {
  const words = text === "" ? Array.from(sentences, (sentence) => sentence.text) : text;
  return hash("sha256", JSON.stringify([endTime, recordId, unionId, nickName, words]), "base64url").slice(0, 11);
}

/**
 * True if two positions have the same token, false if the tokens differ, null if tokens do not decide: one is missing,
 * their directions differ, or a token has moved to a paragraph of another time.
 */
export function haveSameToken(one: Position, other: Position): boolean | null {
  if (one.token === null || other.token === null || one.direction !== other.direction) return null;
  if (one.token !== other.token) return false;
  return one.startTime === other.startTime ? true : null;
}

/** True if both have the same time and content. Two equal paragraphs that start together are not distinguished. */
export function haveSameContent(one: Position, other: Position): boolean {
  return one.startTime === other.startTime && one.fingerprint === other.fingerprint;
}

/** Like `isSameParagraph`, but without ranks, which descending pages do not show. */
export function haveSameTokenOrContent(one: Position, other: Position): boolean {
  return haveSameToken(one, other) ?? haveSameContent(one, other);
}

/** True if both are surely the same paragraph, by their own tokens, otherwise by content and rank. */
export function isSameParagraph(one: Position, other: Position): boolean {
  return haveSameToken(one, other) ?? (haveSameContent(one, other) && one.rank === other.rank);
}
