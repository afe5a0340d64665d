import { createHmac } from "node:crypto";

/** Changes whenever what is cached under a key changes its form, so that no version reads what another one wrote. */
const FORMAT_VERSION = "1";

/** Whose transcript: an identity (a digest, see `Credentials`), and the operator it asks as; null: the identity alone decides. */
export interface CacheOwner {
  readonly identity: string;
  readonly operator: string | null;
}

/**
 * The keys of cached transcripts. Each is an HMAC-SHA-256 under a secret, 43 URL-safe characters long: nobody can read an identity, an
 * operator or a conference from it, nor find out by trying.
 */
export class CacheKeys {
  /** `upstream`: the address of the upstream, since two of them have different transcripts under one id. */
  constructor(
    readonly secret: string,
    readonly upstream: string,
  ) {}

  /** The key of one owner's transcript of one conference. */
  transcript({ identity, operator }: CacheOwner, conferenceId: string): string {
    return this.#digest("transcript", identity, operator, conferenceId);
  }

  /** The key of a transcript that all operators of an identity share. No operator, not even "none", has this key. */
  sharedTranscript(identity: string, conferenceId: string): string {
    return this.#digest("shared transcript", identity, null, conferenceId);
  }

  /** What a cached transcript is marked with, and compared with on every read: whose it is. */
  owner({ identity, operator }: CacheOwner): string {
    return this.#digest("owner", identity, operator);
  }

  /** The mark of a shared transcript. */
  sharedOwner(identity: string): string {
    return this.#digest("shared owner", identity, null);
  }

  /** JSON keeps the parts apart, whatever they contain. */
  #digest(...parts: readonly (string | null)[]): string {
    return createHmac("sha256", this.secret)
      .update(JSON.stringify([FORMAT_VERSION, this.upstream, ...parts]))
      .digest("base64url");
  }
}
