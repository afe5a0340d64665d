import { GatewayError, type UpstreamDetails } from "../errors.js";
import type { Clock } from "./clock.js";
import { waitFor } from "./wait-for.js";

/** Fetches are at least so far apart, failed ones included: whatever goes wrong, DingTalk is not hammered with the app's secret. */
const MIN_INTERVAL_MS = 30_000;
const MAX_BACKOFF_MS = 300_000;

/** DingTalk counts whole seconds, and gives the same token until the last of them is over: one earlier, and nothing new comes. */
const ROUNDING_MS = 1000;

/** A token as DingTalk gives it (`POST /v1.0/oauth2/accessToken`). */
export interface FetchedToken {
  readonly accessToken: string;
  readonly expiresInMs: number;
}

/** What became of a fetch. `unchanged`: DingTalk refuses the token, and gives the same one again. */
export type TokenFetchOutcome = "ok" | "unchanged" | "failed";

/** What an app's token is made of. */
export interface AppTokenOptions {
  /** Has a deadline of its own. @throws Error whose message may be logged. */
  readonly fetchToken: () => Promise<FetchedToken>;
  readonly clock: Clock;
  readonly onFetch: (outcome: TokenFetchOutcome, error: unknown) => void;
}

/**
 * The one token of an app, for all callers: fetched when it is first needed, again when it has expired, and when DingTalk refuses it.
 * Nothing of it is visible from outside but what its methods give.
 */
export class AppToken {
  #token: string | null = null;
  #expiresAt = -Infinity;
  #fetching: Promise<void> | null = null;
  /** Two pauses, so that a token which is refused again and again does not keep one that expires from being replaced. */
  readonly #afterFailures = new Pause();
  readonly #afterRefusals = new Pause();

  constructor(readonly options: AppTokenOptions) {}

  /** The token, fetched if need be. @throws GatewayError `UPSTREAM_UNAVAILABLE` when DingTalk gives none; the signal's reason. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#token === null || this.options.clock.now() >= this.#expiresAt) await this.#tryFetch(signal);
    if (this.#token === null) throw this.unavailable("The gateway has no access token of DingTalk's at the moment.");
    return this.#token;
  }

  /** Another token than the one that DingTalk refused; null when it gives no other, or was asked a moment ago. */
  async renew(refused: string, signal: AbortSignal): Promise<string | null> {
    if (this.#token === refused && this.#afterRefusals.isOver(this.options.clock))
      await this.#tryFetch(signal, refused);
    return this.#token === refused ? null : this.#token;
  }

  /** An error for callers, who cannot help it; `retryAfterMs` says when the next fetch is allowed. */
  unavailable(message: string, upstream?: UpstreamDetails): GatewayError {
    const until = Math.max(this.#afterFailures.until, this.#token === null ? 0 : this.#afterRefusals.until);
    return new GatewayError("UPSTREAM_UNAVAILABLE", `${message} Signing in again does not help.`, {
      retryAfterMs: Math.max(1000, until - this.options.clock.now()),
      ...(upstream !== undefined && { upstream }),
    });
  }

  /** Joins the fetch under way, or begins one if that is allowed. */
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
   * The lifetime runs from the response, which is never too early: in the moment between DingTalk's clock and ours a call is refused, and
   * repeated with the new token. A token that is about to expire serves until the next fetch is allowed.
   */
  #accept({ accessToken, expiresInMs }: FetchedToken, startedAt: number): void {
    this.#token = accessToken;
    this.#expiresAt = Math.max(this.options.clock.now() + expiresInMs + ROUNDING_MS, startedAt + MIN_INTERVAL_MS);
  }
}

/** How long no fetch may begin: 30 s after one that helped, and longer each time after those that did not. */
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
