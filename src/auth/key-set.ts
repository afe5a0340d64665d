import type { JSONWebKeySet } from "jose";
import type { Clock } from "./clock.js";

/** The interval of background fetches while they succeed. */
const REFRESH_MS = 600_000;
/** The minimum time between two fetches caused by unknown keys in requests, failed ones included. */
const MIN_INTERVAL_MS = 30_000;
/** Keys are trusted this long after the last fetch: an outage of 24 hours, and an hour for the fetch before it. */
const MAX_AGE_MS = 25 * 3_600_000;
/** The first pause after a failure. It doubles with each failure, and is short while there are no keys. */
const BACKOFF_MS = { without: 1000, with: MIN_INTERVAL_MS } as const;

/** The parts that a key set needs. */
export interface KeySetOptions {
  /** Fetches the published keys. It has its own deadline. @throws if they are not available. */
  readonly fetchKeys: () => Promise<JSONWebKeySet>;
  readonly clock: Clock;
  /** Called after every fetch; `error` is null on success. */
  readonly onFetch: (error: unknown) => void;
}

/**
 * The identity provider's public keys, fetched in the background, with back-off after failures. (jose's own remote key
 * set fails when its cache is too old. This one keeps its keys for 25 hours.)
 */
export class KeySet {
  #keys: JSONWebKeySet | null = null;
  #confirmedAt = -Infinity;
  #triedAt = -Infinity;
  #failures = 0;
  #fetching: Promise<void> | null = null;
  #cancel: () => void = () => {};

  constructor(readonly options: KeySetOptions) {}

  /** Starts to fetch, now and at intervals. Resolves after the first fetch, even if it failed. */
  start(): Promise<void> {
    return this.#fetch();
  }

  close(): void {
    this.#cancel();
  }

  /** The keys for verification; null if there are none, or none recent enough. Waits only for the very first fetch. */
  async get(): Promise<JSONWebKeySet | null> {
    if (!this.#areTrusted()) await this.#tryFetch();
    return this.#areTrusted() ? this.#keys : null;
  }

  /**
   * Keys other than `known`, which did not verify a JWT; null if there are none, or if the last fetch was a moment ago.
   */
  async newerThan(known: JSONWebKeySet): Promise<JSONWebKeySet | null> {
    if (this.#keys === known) await this.#tryFetch();
    return this.#keys === known ? null : this.#keys;
  }

  #areTrusted(): boolean {
    return this.options.clock.elapsed() - this.#confirmedAt < MAX_AGE_MS;
  }

  /** Joins the running fetch, or starts one unless the last was less than 30 s ago. */
  async #tryFetch(): Promise<void> {
    if (this.#fetching === null && this.options.clock.elapsed() - this.#triedAt < MIN_INTERVAL_MS) return;
    await this.#fetch();
  }

  #fetch(): Promise<void> {
    this.#fetching ??= this.#fetchOnce().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  async #fetchOnce(): Promise<void> {
    const { clock, fetchKeys, onFetch } = this.options;
    this.#cancel();
    this.#triedAt = clock.elapsed();
    try {
      this.#accept(await fetchKeys());
      onFetch(null);
    } catch (error) {
      this.#failures += 1;
      onFetch(error);
    }
    this.#cancel = clock.after(this.#pauseMs(), () => void this.#fetch());
  }

  /** Unchanged keys stay the same object, so that nothing verifies with them twice. */
  #accept(keys: JSONWebKeySet): void {
    if (JSON.stringify(keys) !== JSON.stringify(this.#keys)) this.#keys = keys;
    this.#confirmedAt = this.options.clock.elapsed();
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
