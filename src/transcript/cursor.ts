import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ConferenceKey, Direction } from "./model.js";
import type { Position } from "./position.js";

const VERSION = "2";
const LETTERS = { ascending: "a", descending: "d" } as const;

/** Why a cursor cannot be used. The caller adds the argument's name. */
export type CursorFault = "malformed" | "of another conference" | "of another order";

/**
 * Writes and reads the cursors of one conference's paragraphs in one order: opaque, URL-safe, under 200 characters.
 * Besides the position, a cursor contains a version, the order of the edges, a digest of the conference, and a
 * checksum, because a damaged token might still be valid.
 */
export class CursorCodec {
  #digest: string | null = null;

  constructor(
    readonly conference: ConferenceKey,
    readonly order: Direction,
  ) {}

  /** The digest of the conference, computed on first use. */
  get #conferenceDigest(): string {
    return (this.#digest ??= hash("sha256", this.conference.conferenceId, "base64url").slice(0, 8));
  }

  /** Writes a position as a cursor. */
  encode({ direction, token, startTime, rank, index, fingerprint }: Position): string {
    const head = VERSION + LETTERS[this.order] + LETTERS[direction];
    const body = [
      head,
      token ?? "",
      startTime.toString(36),
      rank.toString(36),
      index?.toString(36) ?? "",
      fingerprint,
      this.#conferenceDigest,
    ].join(".");
    return Buffer.from(`${body}.${checksumOf(body)}`, "latin1").toString("base64url");
  }

  /** Reads a cursor of the same conference and order. For any other cursor, returns what is wrong with it. */
  decode(cursor: string): Position | CursorFault {
    const text = Buffer.from(cursor, "base64url").toString("latin1");
    const parts = PATTERN.exec(text)?.groups;
    if (parts === undefined || !isIntact(cursor, text)) return "malformed";
    if (parts["conference"] !== this.#conferenceDigest) return "of another conference";
    if (parts["order"] !== LETTERS[this.order]) return "of another order";
    const { direction, token, startTime: time = "", rank = "", index, fingerprint = "" } = parts;
    const startTime = Number.parseInt(time, 36);
    if (!Number.isSafeInteger(startTime)) return "malformed";
    return {
      direction: direction === LETTERS.ascending ? "ascending" : "descending",
      token: token || null,
      startTime,
      rank: Number.parseInt(rank, 36),
      index: index ? Number.parseInt(index, 36) : null,
      fingerprint,
    };
  }
}

const PATTERN = new RegExp(
  String.raw`^${VERSION}(?<order>[ad])(?<direction>[ad])\.(?<token>(?:-?\d{1,19})?)\.(?<startTime>[\da-z]{1,11})` +
    String.raw`\.(?<rank>[\da-z]{1,8})\.(?<index>(?:-?[\da-z]{1,8})?)\.(?<fingerprint>[\w-]{11})\.(?<conference>[\w-]{8})\.[\da-z]{1,7}$`,
);

/** True if the cursor is exactly as `encode` would write it. */
function isIntact(cursor: string, text: string): boolean {
  const end = text.lastIndexOf(".");
  return (
    text.slice(end + 1) === checksumOf(text.slice(0, end)) &&
    Buffer.from(text, "latin1").toString("base64url") === cursor
  );
}

function checksumOf(body: string): string {
  return crc32(body).toString(36);
}
