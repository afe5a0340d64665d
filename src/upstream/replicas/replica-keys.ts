import { createHmac, hash } from "node:crypto";

/** Changes with the format of stored values, so that no version of the gateway reads another version's format. */
const FORMAT_VERSION = "1";

/**
 * The names of the rates and counts that replicas share. Identities and callers appear in a name as HMAC-SHA-256 with a
 * secret, which does not reveal them, and nobody without the secret can check a guess.
 */
export class ReplicaKeys {
  readonly #secret: string;
  readonly #upstream: string;

  /** `upstream`: the address of the upstream. Each upstream has counts of its own. */
  constructor(secret: string, upstream: string) {
    this.#secret = secret;
    this.#upstream = hash("sha256", upstream, "base64url").slice(0, 8);
  }

  /** The last reserved start of an identity. */
  starts(identity: string): string {
    return this.#ofSomeone("starts", identity);
  }

  /** The last starts of all identities. */
  get allStarts(): string {
    return this.#ofAll("starts");
  }

  /** The end of an identity's pause. */
  pause(identity: string): string {
    return this.#ofSomeone("pause", identity);
  }

  /** The end of everyone's pause. */
  get pauseOfAll(): string {
    return this.#ofAll("pause");
  }

  /** The calls of a month, such as `2026-11`. */
  month(month: string): string {
    return this.#ofAll(`calls:${month}`);
  }

  /** The calls of one caller in the last hour. */
  hour(caller: string): string {
    return this.#ofSomeone("calls", caller);
  }

  #ofAll(what: string): string {
    return `${FORMAT_VERSION}:${this.#upstream}:${what}`;
  }

  /** JSON separates the parts unambiguously. */
  #ofSomeone(what: string, who: string): string {
    const digest = createHmac("sha256", this.#secret)
      .update(JSON.stringify([what, who]))
      .digest("base64url");
    return `${this.#ofAll(what)}:${digest}`;
  }
}
