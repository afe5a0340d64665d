import { GatewayError } from "../errors.js";
import type { Credentials } from "../transcript/credentials.js";
import type { Page } from "../transcript/model.js";
import type { PageRequest, PageSource } from "../transcript/page-source.js";
import type { UpstreamObserver } from "../transcript/upstream-observer.js";
import { Attempt } from "./resilience/attempt.js";
import type { Breaker } from "./resilience/breaker.js";
import type { ExchangeRequest } from "./http/exchange.js";
import { toHeaders, toPath } from "./dingtalk/request.js";
import { withAccessToken } from "./access-token.js";
import { type RetryOptions, withRetries } from "./resilience/retry.js";
import type { Throttle } from "./resilience/throttle.js";
import { withDeadline } from "./resilience/deadline.js";

/** Who asks, and until when the answer is wanted. */
export interface Caller {
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** Watches this caller's calls alone. */
  readonly observer?: UpstreamObserver;
}

/** What all sources of one upstream share. */
export interface SharedUpstream {
  readonly baseUrl: URL;
  readonly operationTimeoutMs: number;
  readonly throttle: Throttle;
  readonly breaker: Breaker;
  readonly retries: RetryOptions;
  readonly observer: UpstreamObserver;
  /** One exchange, no more than that. */
  readonly getTexts: (call: ExchangeRequest, signal: AbortSignal) => Promise<Page>;
}

/** Reads with one caller's credentials. Its operation's time runs from when it is made. */
export class CallerSource implements PageSource {
  readonly #expiry: number;
  readonly #lane: string;
  readonly #observers: readonly UpstreamObserver[];

  constructor(
    readonly shared: SharedUpstream,
    readonly caller: Caller,
  ) {
    this.#expiry = performance.now() + shared.operationTimeoutMs;
    this.#lane = caller.credentials.identity;
    this.#observers = caller.observer === undefined ? [shared.observer] : [shared.observer, caller.observer];
  }

  async getPage(request: PageRequest): Promise<Page> {
    const { caller, shared } = this;
    const path = toPath(shared.baseUrl, request);
    const remainingMs = () => this.#expiry - performance.now();
    const late = () => tooLate(shared.operationTimeoutMs);
    return withDeadline(caller.signal, remainingMs(), late, (signal) =>
      withAccessToken(caller.credentials, signal, (accessToken) => {
        const call = { headers: toHeaders(accessToken), path };
        return withRetries((number) => this.#try(call, number, signal), { signal, remainingMs }, shared.retries);
      }),
    );
  }

  /** One attempt: no call queues up while the circuit is open, and one that has had to wait looks again before it goes out. */
  async #try(call: ExchangeRequest, number: number, signal: AbortSignal): Promise<Page> {
    const { breaker, throttle } = this.shared;
    const attempt = new Attempt(number, signal, this.#observers);
    const send = () => breaker.run(this.#lane, signal, () => attempt.send(() => this.#exchange(call, signal)));
    return attempt.run(async () => {
      breaker.check();
      return throttle.run(this.#lane, signal, send);
    });
  }

  /** One exchange. When the upstream throttles it, it would throttle the token's next calls too: they wait as long as it says. */
  async #exchange(call: ExchangeRequest, signal: AbortSignal): Promise<Page> {
    try {
      return await this.shared.getTexts(call, signal);
    } catch (error) {
      if (error instanceof GatewayError && error.code === "RATE_LIMITED")
        this.shared.throttle.holdBack(this.#lane, error.details.retryAfterMs ?? 0);
      throw error;
    }
  }
}

function tooLate(operationTimeoutMs: number): GatewayError {
  return new GatewayError(
    "UPSTREAM_TIMEOUT",
    `The operation was not complete within ${operationTimeoutMs} ms. Ask for less at a time, or ask again.`,
  );
}
