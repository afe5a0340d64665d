import { createHmac } from "node:crypto";
import type { ConferenceKey } from "../transcript/model.js";

/** Changes with the format of cached values, so that no version of the gateway reads another version's format. */
const FORMAT_VERSION = "1";

/** The owner of a cached transcript: an identity (a digest, see `Credentials`) and the operator that it acts for; null: no operator. */
export interface CacheOwner {
  readonly identity: string;
  readonly operator: string | null;
}

/** The key of a cached transcript, with the digest of its owner. */
export interface CacheKey {
  /** Names the transcript in every store. */
  readonly id: string;
  readonly owner: string;
  /** Owner and id as one text. It names reads in flight, refusals and proofs. */
  readonly name: string;
}

/**
 * Creates the keys of cached transcripts. An id is an HMAC-SHA-256 with a secret, 43 URL-safe characters long. It does not reveal the identity,
 * operator or conference, and nobody without the secret can check a guess.
 */
export class CacheKeys {
  /** `upstream`: the address of the upstream. Two upstreams can use one id for different transcripts. */
  constructor(
    readonly secret: string,
    readonly upstream: string,
  ) {}

  /** The key that only one owner has: an identity (a digest) and the operator that it acts for. */
  own(identity: string, { conferenceId, unionId }: ConferenceKey): CacheKey {
    const owner = { identity, operator: unionId };
    return toKey(this.transcript(owner, conferenceId), this.owner(owner));
  }

  /** The key that all operators of an identity share. */
  shared(identity: string, { conferenceId }: ConferenceKey): CacheKey {
    return toKey(this.sharedTranscript(identity, conferenceId), this.sharedOwner(identity));
  }

  /** The id of one conference's transcript for one owner. */
  transcript({ identity, operator }: CacheOwner, conferenceId: string): string {
    return this.#digest("transcript", identity, operator, conferenceId);
  }

  /** The id of a transcript that all operators of an identity share. It differs from the id of every owner's transcript. */
  sharedTranscript(identity: string, conferenceId: string): string {
    return this.#digest("shared transcript", identity, null, conferenceId);
  }

  /** The digest of an owner, which is stored in a cached transcript and compared on every read. */
  owner({ identity, operator }: CacheOwner): string {
    return this.#digest("owner", identity, operator);
  }

  /** The owner digest of a transcript that operators share. */
  sharedOwner(identity: string): string {
    return this.#digest("shared owner", identity, null);
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
