import { createHmac, hash } from "node:crypto";

/** Changes with the form of what is kept under a key, so that no version reads what another one wrote. */
const FORMAT_VERSION = "1";

/**
 * The names under which replicas share their rates and counts. A name that stands for an identity or a caller is an HMAC-SHA-256 under a
 * secret: nobody can read who it is, nor find out by trying.
 */
export class ReplicaKeys {
  readonly #secret: string;
  readonly #upstream: string;

  /** `upstream`: the address of the upstream, since two of them count apart. */
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

  /** Until when an identity is paused. */
  pause(identity: string): string {
    return this.#ofSomeone("pause", identity);
  }

  /** Until when everyone is paused. */
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

  /** JSON keeps the parts apart, whatever they contain. */
  #ofSomeone(what: string, who: string): string {
    const digest = createHmac("sha256", this.#secret)
      .update(JSON.stringify([what, who]))
      .digest("base64url");
    return `${this.#ofAll(what)}:${digest}`;
  }
}
