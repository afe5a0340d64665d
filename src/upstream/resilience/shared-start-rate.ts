import { IMPATIENCE_MS, Patience } from "./patience.js";
import { RemoteClock } from "./remote-clock.js";
import type { StartRate } from "./start-rate.js";

/** A reserved start expires this long after its time. */
export const MAX_LATENESS_MS = 30;

/** A request to reserve the start of one call. */
export interface StartRequest {
  readonly identity: string;
  /** How long a response takes to arrive. An earlier start would be of no use. */
  readonly leadMs: number;
}

/** The store's response. Both times are milliseconds of its own clock. */
export interface StartResponse {
  /** False: nothing was reserved, because `at` is too far in the future. */
  readonly reserved: boolean;
  readonly now: number;
  /** The reserved start, or the next possible one. */
  readonly at: number;
}

/** The store in which all replicas reserve the starts of their calls. Its methods reject if it fails. */
export interface StartStore {
  reserve(request: StartRequest): Promise<StartResponse>;
  /** Reserves no start for an identity, or for anyone (null), for `ms`. */
  pause(identity: string | null, ms: number): Promise<void>;
  /** The minimum time between two starts of one identity, in milliseconds; 0: no limit. */
  readonly spacingMs: number;
  /** How far in the future a start can be reserved, in milliseconds. */
  readonly horizonMs: number;
}

/** The state of one identity in this replica. All times are milliseconds of `performance.now`. */
interface Reservation {
  /** The reserved start; null if there is none. */
  at: number | null;
  isAsking: boolean;
  /** No start can be reserved before this time. */
  notBefore: number;
}

/**
 * The rate of all replicas. Each start is reserved in a store. A replica reserves at most one start per identity, and chooses the call for it
 * when the start comes. So callers take turns, and no replica reserves for its whole queue ahead of the others. While the store
 * fails or is slow, the replica uses its share of the rate.
 */
export class SharedStartRate implements StartRate {
  readonly #reservations = new Map<string, Reservation>();
  readonly #clock = new RemoteClock();
  readonly #patience: Patience;
  /** When to try a failed store again, in the background; null if it works. */
  #retryAt: number | null = null;
  #tellRoom: () => void = () => {};

  /** `share`: the rate of this replica while the store fails. */
  constructor(
    readonly store: StartStore,
    readonly share: StartRate,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#patience = new Patience(now);
  }

  allows(identity: string, caller: string, now: number): boolean {
    const reservation = this.#of(identity);
    this.#dropIfLate(reservation, now);
    if (reservation.at === null) this.#ask(identity, reservation, now);
    if (this.#retryAt !== null) return this.share.allows(identity, caller, now);
    return reservation.at !== null && reservation.at <= now;
  }

  add(identity: string, caller: string, now: number): void {
    this.#of(identity).at = null;
    this.share.add(identity, caller, now);
  }

  nextRoomAt(identity: string, now: number): number {
    if (this.#retryAt !== null) return this.share.nextRoomAt(identity, now);
    const { at, isAsking, notBefore } = this.#of(identity);
    const next = at ?? (isAsking ? Infinity : notBefore);
    return next > now ? next : Infinity;
  }

  soonestStart(identity: string, position: number, now: number): number {
    if (this.#retryAt !== null) return this.share.soonestStart(identity, position, now);
    const { at, notBefore } = this.#of(identity);
    return Math.max(now, at ?? notBefore) + (position - 1) * this.store.spacingMs;
  }

  pause(identity: string | null, ms: number): void {
    // If the store fails, other replicas learn of the pause from the upstream.
    this.store.pause(identity, ms).catch(() => {});
  }

  isIdle(identity: string, now: number): boolean {
    const { at, isAsking, notBefore } = this.#of(identity);
    return at === null && !isAsking && notBefore <= now && this.share.isIdle(identity, now);
  }

  forget(identity: string): void {
    this.#reservations.delete(identity);
    this.share.forget(identity);
  }

  onRoom(listener: () => void): void {
    this.#tellRoom = listener;
  }

  #of(identity: string): Reservation {
    const known = this.#reservations.get(identity);
    if (known !== undefined) return known;
    const reservation = { at: null, isAsking: false, notBefore: -Infinity };
    this.#reservations.set(identity, reservation);
    return reservation;
  }

  #dropIfLate(reservation: Reservation, now: number): void {
    if (reservation.at !== null && now > reservation.at + MAX_LATENESS_MS) reservation.at = null;
  }

  #ask(identity: string, reservation: Reservation, now: number): void {
    if (reservation.isAsking || now < Math.max(reservation.notBefore, this.#retryAt ?? -Infinity)) return;
    void this.#reserve(identity, reservation);
  }

  /** Never rejects. */
  async #reserve(identity: string, reservation: Reservation): Promise<void> {
    reservation.isAsking = true;
    const requestedAt = this.now();
    const response = await this.#patience.wait(this.store.reserve({ identity, leadMs: this.#clock.roundTripMs }));
    reservation.isAsking = false;
    if (response === null) this.#retryAt = this.now() + IMPATIENCE_MS;
    else this.#onResponse(reservation, response, requestedAt);
    this.#tellRoom();
  }

  #onResponse(reservation: Reservation, { reserved, now, at }: StartResponse, requestedAt: number): void {
    this.#retryAt = null;
    this.#clock.learn({ requestedAt, respondedAt: this.now(), remote: now });
    const localAt = this.#clock.toLocal(at);
    if (reserved) reservation.at = localAt;
    else reservation.notBefore = localAt - this.store.horizonMs;
  }
}
