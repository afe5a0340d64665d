import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey } from "../../../derive-key.js";

const MARK_BYTES = 16;

/**
 * Hides operators in ids. Every seal and digest is bound to its conference: nobody can see that two ids belong to one
 * person, and no part of an id works in another. The result is deterministic, because clients use ids as cache keys.
 *
 * - A **seal** can be opened again: AES-256-CTR with an HMAC of the text as its initial counter, which is checked on
 *   opening (the construction of SIV mode, RFC 5297).
 * - A **digest** can only be compared: an HMAC, for people who sign in.
 */
export class OperatorSeal {
  readonly #keys: readonly Keys[];

  /** The first secret writes; all of them read. */
  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map(deriveKeys);
  }

  seal(conferenceId: string, operator: string): string {
    const { sealing, encryption } = this.#first;
    const mark = markOf(sealing, conferenceId, operator);
    const cipher = createCipheriv("aes-256-ctr", encryption, mark);
    return Buffer.concat([mark, cipher.update(operator, "utf8"), cipher.final()]).toString("base64url");
  }

  /** The operator; null if none of the secrets sealed this text for this conference. */
  open(conferenceId: string, sealed: string): string | null {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length <= MARK_BYTES) return null;
    const mark = bytes.subarray(0, MARK_BYTES);
    for (const { sealing, encryption } of this.#keys) {
      const cipher = createDecipheriv("aes-256-ctr", encryption, mark);
      const operator = Buffer.concat([cipher.update(bytes.subarray(MARK_BYTES)), cipher.final()]).toString();
      if (timingSafeEqual(mark, markOf(sealing, conferenceId, operator))) return operator;
    }
    return null;
  }

  digest(conferenceId: string, operator: string): string {
    return markOf(this.#first.digesting, conferenceId, operator).toString("base64url");
  }

  /** Whether a digest belongs to this operator, by any of the secrets. */
  matches(conferenceId: string, operator: string, digest: string): boolean {
    const bytes = Buffer.from(digest, "base64url");
    return (
      bytes.length === MARK_BYTES &&
      this.#keys.some(({ digesting }) => timingSafeEqual(bytes, markOf(digesting, conferenceId, operator)))
    );
  }

  get #first(): Keys {
    const [first] = this.#keys;
    if (first === undefined) throw new Error("there is no secret for ids");
    return first;
  }
}

interface Keys {
  readonly sealing: Buffer;
  readonly encryption: Buffer;
  readonly digesting: Buffer;
}

/** A key for each purpose. */
function deriveKeys(secret: string): Keys {
  const derive = (purpose: string) => deriveKey(secret, "minutes-graph ids", purpose);
  return { sealing: derive("sealing"), encryption: derive("encryption"), digesting: derive("digesting") };
}

/** JSON separates the two, whatever characters they contain. */
function markOf(key: Buffer, conferenceId: string, operator: string): Buffer {
  return createHmac("sha256", key)
    .update(JSON.stringify([conferenceId, operator]))
    .digest()
    .subarray(0, MARK_BYTES);
}
