import { IMPATIENCE_MS, Patience } from "./patience.js";
import { RemoteClock } from "./remote-clock.js";
import type { StartRate } from "./start-rate.js";

/** A start is used in time or not at all: so late it may begin after its reserved time. */
export const MAX_LATENESS_MS = 30;

/** Asks for the start of one call. */
export interface StartRequest {
  readonly identity: string;
  /** The soonest start from now on that is of use: a response on its way takes that long. */
  readonly leadMs: number;
}

/** What the store says; both times are milliseconds of its own clock. */
export interface StartResponse {
  /** False: nothing was reserved, since `at` is too far away to reserve it yet. */
  readonly reserved: boolean;
  readonly now: number;
  /** The start; or when the next one would be. */
  readonly at: number;
}

/** Where all replicas reserve the starts of their calls. Its methods reject when it is out of order. */
export interface StartStore {
  reserve(request: StartRequest): Promise<StartResponse>;
  /** No start is reserved for an identity, or for anyone (null), for so long. */
  pause(identity: string | null, ms: number): Promise<void>;
  /** Between two starts of one identity, in milliseconds; 0: no limit. */
  readonly spacingMs: number;
  /** How far ahead it reserves. */
  readonly horizonMs: number;
}

/** What a replica knows of one identity. All times are milliseconds of `performance.now`. */
interface Reservation {
  /** The start that is reserved; null: none is. */
  at: number | null;
  isAsking: boolean;
  /** Before that, no start can be reserved. */
  notBefore: number;
}

/**
 * The rate of all replicas: each start is reserved in a store. A replica has at most one start reserved for an identity, and decides
 * when it comes which call has it: so callers stay fair, and nobody reserves for a queue that others would have to wait behind. While the
 * store fails or is slow, the replica keeps to its share of the rate.
 */
export class SharedStartRate implements StartRate {
  readonly #reservations = new Map<string, Reservation>();
  readonly #clock = new RemoteClock();
  readonly #patience: Patience;
  /** While the store fails: when it is tried again, in the background. Null: it works. */
  #retryAt: number | null = null;
  #tellRoom: () => void = () => {};

  /** `share` is the rate that this replica keeps to by itself. */
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
    // Where the store fails the others find out for themselves, as replicas without a store do.
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
    const askedAt = this.now();
    const response = await this.#patience.wait(this.store.reserve({ identity, leadMs: this.#clock.roundTripMs }));
    reservation.isAsking = false;
    if (response === null) this.#retryAt = this.now() + IMPATIENCE_MS;
    else this.#onResponse(reservation, response, askedAt);
    this.#tellRoom();
  }

  #onResponse(reservation: Reservation, { reserved, now, at }: StartResponse, askedAt: number): void {
    this.#retryAt = null;
    this.#clock.learn({ askedAt, answeredAt: this.now(), remote: now });
    const localAt = this.#clock.toLocal(at);
    if (reserved) reservation.at = localAt;
    else reservation.notBefore = localAt - this.store.horizonMs;
  }
}
