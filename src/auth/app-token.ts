import { GatewayError, type UpstreamDetails } from "../errors.js";
import { waitFor } from "../upstream/resilience/wait-for.js";
import type { Clock } from "./clock.js";

/** The minimum time between fetches, failed ones included, so that a fault never floods DingTalk with requests. */
export const MIN_INTERVAL_MS = 30_000;
const MAX_BACKOFF_MS = 300_000;

/** DingTalk counts whole seconds, and returns the same token until the last one is over. */
export const ROUNDING_MS = 1000;

/** A token from DingTalk (`POST /v1.0/oauth2/accessToken`). */
export interface FetchedToken {
  readonly accessToken: string;
  readonly expiresInMs: number;
  /** True if another replica fetched it, without a call of this one. */
  readonly isShared?: boolean;
}

/**
 * The result of a fetch. `shared`: another replica had fetched the token. `unchanged`: DingTalk refuses the token, and
 * returns the same one again.
 */
export type TokenFetchOutcome = "ok" | "shared" | "unchanged" | "failed";

/** The parts that an app's token needs. */
export interface AppTokenOptions {
  /**
   * Has its own deadline. `refused`: the token that DingTalk refuses; null: there is none, or it has expired.
   * @throws Error whose message is safe to log.
   */
  readonly fetchToken: (refused: string | null) => Promise<FetchedToken>;
  /** A mark of the current secret, which changes if the secret does. @throws if the secret cannot be read. */
  readonly markSecret: () => Promise<string>;
  readonly clock: Clock;
  readonly onFetch: (outcome: TokenFetchOutcome, error: unknown) => void;
}

/**
 * The token of an app, shared by all callers. It is fetched on first use, when it has expired, and when DingTalk
 * refuses it. DingTalk returns the same token until it expires, so a refused token is fetched again once. If it comes
 * back unchanged, the next fetch waits until it has expired, or the app's secret has changed. Only the methods reveal
 * the token.
 */
export class AppToken {
  #token: string | null = null;
  #expiresAt = -Infinity;
  #fetching: Promise<void> | null = null;
  readonly #afterFailures = new Pause();
  /** When the next refusal may lead to a fetch. */
  #renewableAt = -Infinity;
  /** The token that DingTalk refused and returned again. */
  #unchanged: string | null = null;
  /** The mark of the last fetch's secret; null: it could not be read. */
  #secretMark: string | null = null;

  constructor(readonly options: AppTokenOptions) {}

  /** The token, fetched if needed. @throws GatewayError `UPSTREAM_UNAVAILABLE` without one; the signal's reason. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#token === null || this.options.clock.elapsed() >= this.#expiresAt)
      await this.#join(signal, () => this.#fetch(null));
    if (this.#token === null) throw this.unavailable("The gateway has no access token of DingTalk's at the moment.");
    return this.#token;
  }

  /** A different token than the one that DingTalk refused; null if it returns no other, or was called a moment ago. */
  async renew(refused: string, signal: AbortSignal): Promise<string | null> {
    if (this.#token === refused && (this.#fetching !== null || this.options.clock.elapsed() >= this.#renewableAt))
      await this.#join(signal, () => this.#replace(refused));
    return this.#token === refused ? null : this.#token;
  }

  /** An error for callers, who cannot change it. `retryAfterMs` says when the next fetch is allowed. */
  unavailable(message: string, upstream?: UpstreamDetails): GatewayError {
    const until = Math.max(this.#afterFailures.until, this.#renewableAt);
    return new GatewayError("UPSTREAM_UNAVAILABLE", `${message} Signing in again does not help.`, {
      retryAfterMs: Math.max(1000, Math.ceil(until - this.options.clock.elapsed())),
      ...(upstream !== undefined && { upstream }),
    });
  }

  /** Joins the running fetch, or starts one if that is allowed. */
  async #join(signal: AbortSignal, begin: () => Promise<void>): Promise<void> {
    if (this.#fetching === null && !this.#afterFailures.isOver(this.options.clock)) return;
    this.#fetching ??= begin().finally(() => (this.#fetching = null));
    await waitFor(this.#fetching, signal);
  }

  /** Once a fetch has shown that DingTalk returns no other token, only another secret can lead to one. */
  async #replace(refused: string): Promise<void> {
    this.#renewableAt = this.options.clock.elapsed() + MIN_INTERVAL_MS;
    if (this.#unchanged === refused && !(await this.#hasOtherSecret())) return;
    await this.#fetch(refused);
  }

  async #hasOtherSecret(): Promise<boolean> {
    const mark = await this.#markSecret();
    return mark !== null && mark !== this.#secretMark;
  }

  async #fetch(refused: string | null): Promise<void> {
    const { clock, fetchToken, onFetch } = this.options;
    const startedAt = clock.elapsed();
    try {
      this.#secretMark = await this.#markSecret();
      const fetched = await fetchToken(refused);
      this.#accept(fetched);
      this.#afterFailures.begin(startedAt, true);
      this.#unchanged = this.#token === refused ? refused : null;
      onFetch(this.#unchanged !== null ? "unchanged" : fetched.isShared === true ? "shared" : "ok", null);
    } catch (error) {
      this.#afterFailures.begin(startedAt, false);
      if (clock.elapsed() >= this.#expiresAt) this.#token = null;
      onFetch("failed", error);
    }
  }

  #markSecret(): Promise<string | null> {
    return this.options.markSecret().catch(() => null);
  }

  /**
   * The lifetime is counted from the response, so a token is never replaced too early. Between DingTalk's expiry and
   * ours a call is refused, and repeated with the new token. If the next fetch is not allowed yet, an expired token is
   * used until then.
   */
  #accept({ accessToken, expiresInMs }: FetchedToken): void {
    this.#token = accessToken;
    this.#expiresAt = this.options.clock.elapsed() + expiresInMs + ROUNDING_MS;
  }
}

/** When the next fetch may start: 30 s after a successful fetch, and later after each failure in a row. */
class Pause {
  until = -Infinity;
  #failures = 0;

  isOver(clock: Clock): boolean {
    return clock.elapsed() >= this.until;
  }

  begin(at: number, succeeded: boolean): void {
    this.#failures = succeeded ? 0 : this.#failures + 1;
    this.until = at + Math.min(MAX_BACKOFF_MS, MIN_INTERVAL_MS * 2 ** Math.max(0, this.#failures - 1));
  }
}
