import { createHmac } from "node:crypto";
import type { ConferenceKey } from "../transcript/model.js";

/** Changes with the format of cached values, so that no version of the gateway reads another version's format. */
const FORMAT_VERSION = "1";

/** The key of a cached transcript. */
export interface CacheKey {
  /** Names the transcript in every store. */
  readonly id: string;
  /** The digest of its owner, which is stored in a cached transcript and compared on every read. */
  readonly owner: string;
  /** Owner and id as one text. It names reads in flight, refusals and proofs. */
  readonly name: string;
}

/**
 * Creates the keys of cached transcripts. An id is an HMAC-SHA-256 with a secret, 43 URL-safe characters long. It does
 * not reveal the identity, operator or conference, and nobody without the secret can check a guess.
 */
export class CacheKeys {
  /** `upstream`: the address of the upstream. Two upstreams can use one id for different transcripts. */
  constructor(
    readonly secret: string,
    readonly upstream: string,
  ) {}

  /** The key that only one owner has: an identity (a digest, see `Credentials`) and the operator that it acts for. */
  own(identity: string, { conferenceId, unionId }: ConferenceKey): CacheKey {
    const id = this.#digest("transcript", identity, unionId, conferenceId);
    return toKey(id, this.#digest("owner", identity, unionId));
  }

  /** The key that all operators of an identity share. It differs from the key of every owner. */
  shared(identity: string, { conferenceId }: ConferenceKey): CacheKey {
    const id = this.#digest("shared transcript", identity, null, conferenceId);
    return toKey(id, this.#digest("shared owner", identity, null));
  }

  /** JSON separates the parts unambiguously. */
  #digest(...parts: readonly (string | null)[]): string {
    return createHmac("sha256", this.secret)
      .update(JSON.stringify([FORMAT_VERSION, this.upstream, ...parts]))
      .digest("base64url");
  }
}

function toKey(id: string, owner: string): CacheKey {
  return { id, owner, name: `${owner}.${id}` };
}
