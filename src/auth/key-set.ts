import type { JSONWebKeySet } from "jose";
import type { Clock } from "./clock.js";

/** How often the keys are fetched in the background while that succeeds. */
const REFRESH_MS = 600_000;
/** Between two fetches that requests cause by naming unknown keys, failed ones included. */
const MIN_INTERVAL_MS = 30_000;
/** Keys are trusted for so long after they were last confirmed: 24 hours of an outage, and an hour for the fetch before it. */
const MAX_AGE_MS = 25 * 3_600_000;
/** The first pause after a failure, doubling with each one: short while there are no keys at all. */
const BACKOFF_MS = { without: 1000, with: MIN_INTERVAL_MS } as const;

/** What a key set is made of. */
export interface KeySetOptions {
  /** Gives the published keys. It has a deadline of its own. @throws when they cannot be had. */
  readonly fetchKeys: () => Promise<JSONWebKeySet>;
  readonly clock: Clock;
  /** Hears of every fetch; `error` is null when it succeeded. */
  readonly onFetch: (error: unknown) => void;
}

/**
 * The identity provider's public keys, fetched in the background, with back-off while that fails. (jose's own remote key set fails
 * once its cache is too old; this one lives on what it has for 25 hours.)
 */
export class KeySet {
  #keys: JSONWebKeySet | null = null;
  #confirmedAt = -Infinity;
  #triedAt = -Infinity;
  #failures = 0;
  #fetching: Promise<void> | null = null;
  #cancel: () => void = () => {};

  constructor(readonly options: KeySetOptions) {}

  /** Begins to fetch, now and from time to time. Ends with the first fetch, whether or not it succeeds. */
  start(): Promise<void> {
    return this.#fetch();
  }

  close(): void {
    this.#cancel();
    this.#cancel = () => {};
  }

  /** The keys to verify with; null when there are none, or none recent enough. Waits only for the very first fetch. */
  async get(): Promise<JSONWebKeySet | null> {
    if (!this.#areTrusted()) await this.#tryFetch();
    return this.#areTrusted() ? this.#keys : null;
  }

  /** Keys that differ from `known`, which did not verify a JWT; null when there are none, or when the last fetch was just now. */
  async newerThan(known: JSONWebKeySet): Promise<JSONWebKeySet | null> {
    if (this.#keys === known) await this.#tryFetch();
    return this.#keys === known ? null : this.#keys;
  }

  #areTrusted(): boolean {
    return this.options.clock.now() - this.#confirmedAt < MAX_AGE_MS;
  }

  /** Joins the fetch under way, or begins one unless the last one was less than 30 s ago. */
  async #tryFetch(): Promise<void> {
    if (this.#fetching === null && this.options.clock.now() - this.#triedAt < MIN_INTERVAL_MS) return;
    await this.#fetch();
  }

  #fetch(): Promise<void> {
    this.#fetching ??= this.#fetchOnce().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  async #fetchOnce(): Promise<void> {
    const { clock, fetchKeys, onFetch } = this.options;
    this.#cancel();
    this.#triedAt = clock.now();
    try {
      this.#accept(await fetchKeys());
      onFetch(null);
    } catch (error) {
      this.#failures += 1;
      onFetch(error);
    }
    this.#cancel = clock.after(this.#pauseMs(), () => void this.#fetch());
  }

  /** Keys that have not changed stay the same object, so that nobody verifies with them twice. */
  #accept(keys: JSONWebKeySet): void {
    if (JSON.stringify(keys) !== JSON.stringify(this.#keys)) this.#keys = keys;
    this.#confirmedAt = this.options.clock.now();
    this.#failures = 0;
  }

  #pauseMs(): number {
    if (this.#failures === 0) return REFRESH_MS;
    const growth = 2 ** (this.#failures - 1);
    return this.#keys === null
      ? Math.min(MIN_INTERVAL_MS, BACKOFF_MS.without * growth)
      : Math.min(REFRESH_MS, BACKOFF_MS.with * growth);
  }
}
