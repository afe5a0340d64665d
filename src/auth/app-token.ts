import { GatewayError, type UpstreamDetails } from "../errors.js";
import type { Clock } from "./clock.js";
import { waitFor } from "./wait-for.js";

/** The minimum time between fetches, failed ones included, so that a fault never floods DingTalk with requests. */
const MIN_INTERVAL_MS = 30_000;
const MAX_BACKOFF_MS = 300_000;

/**
 * DingTalk counts whole seconds, and returns the same token until its last second is over. Fetching earlier gives
 * nothing new.
 */
const ROUNDING_MS = 1000;

/** A token from DingTalk (`POST /v1.0/oauth2/accessToken`). */
export interface FetchedToken {
  readonly accessToken: string;
  readonly expiresInMs: number;
}

/** The result of a fetch. `unchanged`: DingTalk refuses the token, and returns the same one again. */
export type TokenFetchOutcome = "ok" | "unchanged" | "failed";

/** What an app's token needs. */
export interface AppTokenOptions {
  /** Has its own deadline. @throws Error whose message is safe to log. */
  readonly fetchToken: () => Promise<FetchedToken>;
  readonly clock: Clock;
  readonly onFetch: (outcome: TokenFetchOutcome, error: unknown) => void;
}

/**
 * The token of an app, shared by all callers. It is fetched on first use, when it has expired, and when DingTalk
 * refuses it. Only the methods reveal it.
 */
export class AppToken {
  #token: string | null = null;
  #expiresAt = -Infinity;
  #fetching: Promise<void> | null = null;
  /**
   * There are two pauses, so that a token that is refused repeatedly does not delay the replacement of an expired one.
   */
  readonly #afterFailures = new Pause();
  readonly #afterRefusals = new Pause();

  constructor(readonly options: AppTokenOptions) {}

  /**
   * The token, fetched if needed. @throws GatewayError `UPSTREAM_UNAVAILABLE` if DingTalk returns none; the signal's
   * reason.
   */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#token === null || this.options.clock.now() >= this.#expiresAt) await this.#tryFetch(signal);
    if (this.#token === null) throw this.unavailable("The gateway has no access token of DingTalk's at the moment.");
    return this.#token;
  }

  /** A different token than the one that DingTalk refused; null if it returns no other, or was called a moment ago. */
  async renew(refused: string, signal: AbortSignal): Promise<string | null> {
    if (this.#token === refused && this.#afterRefusals.isOver(this.options.clock))
      await this.#tryFetch(signal, refused);
    return this.#token === refused ? null : this.#token;
  }

  /** An error for callers, who cannot change it. `retryAfterMs` says when the next fetch is allowed. */
  unavailable(message: string, upstream?: UpstreamDetails): GatewayError {
    const until = Math.max(this.#afterFailures.until, this.#token === null ? 0 : this.#afterRefusals.until);
    return new GatewayError("UPSTREAM_UNAVAILABLE", `${message} Signing in again does not help.`, {
      retryAfterMs: Math.max(1000, until - this.options.clock.now()),
      ...(upstream !== undefined && { upstream }),
    });
  }

  /** Joins the running fetch, or starts one if that is allowed. */
  async #tryFetch(signal: AbortSignal, refused: string | null = null): Promise<void> {
    if (this.#fetching === null && !this.#afterFailures.isOver(this.options.clock)) return;
    this.#fetching ??= this.#fetch(refused).finally(() => (this.#fetching = null));
    await waitFor(this.#fetching, signal);
  }

  async #fetch(refused: string | null): Promise<void> {
    const { clock, fetchToken, onFetch } = this.options;
    const startedAt = clock.now();
    try {
      this.#accept(await fetchToken(), startedAt);
      const isUnchanged = this.#token === refused;
      this.#afterFailures.begin(startedAt, true);
      this.#afterRefusals.begin(startedAt, !isUnchanged);
      onFetch(isUnchanged ? "unchanged" : "ok", null);
    } catch (error) {
      this.#afterFailures.begin(startedAt, false);
      if (clock.now() >= this.#expiresAt) this.#token = null;
      onFetch("failed", error);
    }
  }

  /**
   * The lifetime is counted from the response, so a token is never replaced too early. Between DingTalk's expiry and
   * ours a call is refused, and repeated with the new token. A token that is about to expire is used until the next
   * fetch is allowed.
   */
  #accept({ accessToken, expiresInMs }: FetchedToken, startedAt: number): void {
    this.#token = accessToken;
    this.#expiresAt = Math.max(this.options.clock.now() + expiresInMs + ROUNDING_MS, startedAt + MIN_INTERVAL_MS);
  }
}

/** How long no fetch may start: 30 s after a useful fetch, and longer after each fetch that was not. */
class Pause {
  until = -Infinity;
  #inVain = 0;

  isOver(clock: Clock): boolean {
    return clock.now() >= this.until;
  }

  begin(at: number, helped: boolean): void {
    this.#inVain = helped ? 0 : this.#inVain + 1;
    this.until = at + Math.min(MAX_BACKOFF_MS, MIN_INTERVAL_MS * 2 ** Math.max(0, this.#inVain - 1));
  }
}
