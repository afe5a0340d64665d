import { COOLDOWN_MS } from "./store-timeout.js";
import { RemoteClock } from "./remote-clock.js";
import type { ReadyCall, StartRate } from "./start-rate.js";
import {
  horizonFor,
  MAX_LATENESS_MS,
  MAX_LEAD_MS,
  type StartRequest,
  type StartResponse,
  type StartStore,
} from "./start-store.js";

/** `used`: reserved and used. `lost`: reserved and not used in time. `alone`: taken from this replica's own share. */
export type StartOutcome = "used" | "lost" | "alone";

/** Called for each start. `lateMs`: how long after its reserved time the start was used or given up. */
export type StartListener = (outcome: StartOutcome, lateMs: number) => void;

/** The state of one identity in this replica. All times are milliseconds of `performance.now`. */
interface Reservation {
  /** The reserved start; null if there is none. */
  at: number | null;
  isRequesting: boolean;
  /** The earliest possible next start, as far as is known. Other replicas may have reserved it. */
  nextAt: number;
  /** When to request the next start for a waiting caller; `Infinity` if no caller waits for it. */
  requestAt: number;
}

/**
 * The rate of all replicas. Each start is reserved in a store. A replica reserves at most one start per identity, and
 * chooses the call for it when the start comes. So callers take turns, and no replica reserves for its whole queue
 * ahead of the others. The longer ago a caller's last start was, the farther ahead a replica reserves for it (ADR 14).
 * So a caller with one call goes before callers with many, also if they wait in other replicas. While the store fails,
 * the replica uses its share of the rate. A slow store is waited for until it fails by its own timeout: replicas that
 * find it slow would add their shares to the rate of the others.
 */
export class SharedStartRate implements StartRate {
  readonly #reservations = new Map<string, Reservation>();
  readonly #clock = new RemoteClock();
  /** When to try a failed store again, in the background; null if it works. */
  #retryAt: number | null = null;
  #onRoom: () => void = () => {};

  /** `share`: the rate of this replica while the store fails. */
  constructor(
    readonly store: StartStore,
    readonly share: StartRate,
    readonly onStart: StartListener = () => {},
    readonly now: () => number = () => performance.now(),
  ) {}

  allows(call: ReadyCall, now: number): boolean {
    const reservation = this.#of(call.identity);
    this.#dropIfLate(reservation, now);
    if (reservation.at === null) this.#requestInTime(call, reservation, now);
    if (this.#retryAt !== null) return this.share.allows(call, now);
    return reservation.at !== null && reservation.at <= now;
  }

  add(identity: string, caller: string, now: number): void {
    const reservation = this.#of(identity);
    this.onStart(this.#retryAt === null ? "used" : "alone", now - (reservation.at ?? now));
    this.#spend(reservation);
    this.share.add(identity, caller, now);
  }

  nextRoomAt(identity: string, now: number): number {
    if (this.#retryAt !== null) return this.share.nextRoomAt(identity, now);
    const { at, isRequesting, requestAt } = this.#of(identity);
    const next = at ?? (isRequesting ? Infinity : requestAt);
    return next > now ? next : Infinity;
  }

  soonestStart(identity: string, position: number, now: number): number {
    if (this.#retryAt !== null) return this.share.soonestStart(identity, position, now);
    const { at, nextAt } = this.#of(identity);
    return Math.max(now, at ?? nextAt) + (position - 1) * this.store.spacingMs;
  }

  pause(identity: string | null, ms: number): void {
    // If the store fails, other replicas learn of the pause from the upstream.
    this.store.pause(identity, ms).catch(() => {});
  }

  isIdle(identity: string, now: number): boolean {
    const reservation = this.#of(identity);
    this.#dropIfLate(reservation, now);
    const { at, isRequesting, nextAt } = reservation;
    return at === null && !isRequesting && nextAt <= now && this.share.isIdle(identity, now);
  }

  forget(identity: string): void {
    this.#reservations.delete(identity);
    this.share.forget(identity);
  }

  onRoom(listener: () => void): void {
    this.#onRoom = listener;
  }

  #of(identity: string): Reservation {
    const known = this.#reservations.get(identity);
    if (known !== undefined) return known;
    const reservation = { at: null, isRequesting: false, nextAt: -Infinity, requestAt: Infinity };
    this.#reservations.set(identity, reservation);
    return reservation;
  }

  #dropIfLate(reservation: Reservation, now: number): void {
    if (reservation.at === null || now <= reservation.at + MAX_LATENESS_MS) return;
    this.onStart("lost", now - reservation.at);
    this.#spend(reservation);
  }

  #spend(reservation: Reservation): void {
    if (reservation.at !== null) reservation.nextAt = reservation.at + this.store.spacingMs;
    reservation.at = null;
  }

  /** Requests the next start if it is near enough for this call, or stores when it will be. */
  #requestInTime({ identity, sinceLastStartMs }: ReadyCall, reservation: Reservation, now: number): void {
    if (reservation.isRequesting || now < (this.#retryAt ?? -Infinity)) return;
    const leadMs = Math.min(this.#clock.roundTripMs, MAX_LEAD_MS);
    const horizonMs = leadMs + horizonFor(sinceLastStartMs + Math.max(0, reservation.nextAt - now));
    const requestAt = reservation.nextAt - horizonMs;
    if (now >= requestAt) void this.#reserve({ identity, leadMs, horizonMs }, reservation);
    else reservation.requestAt = Math.min(requestAt, reservation.requestAt > now ? reservation.requestAt : Infinity);
  }

  /** Never rejects. */
  async #reserve(request: StartRequest, reservation: Reservation): Promise<void> {
    reservation.isRequesting = true;
    const requestedAt = this.now();
    const response = await this.store.reserve(request).catch(() => null);
    reservation.isRequesting = false;
    if (response === null) this.#retryAt = this.now() + COOLDOWN_MS;
    else this.#onResponse(reservation, response, requestedAt);
    this.#onRoom();
  }

  #onResponse(reservation: Reservation, { reserved, now, at }: StartResponse, requestedAt: number): void {
    this.#retryAt = null;
    this.#clock.learn({ requestedAt, respondedAt: this.now(), remote: now });
    const localAt = this.#clock.toLocal(at);
    reservation.requestAt = Infinity;
    if (reserved) reservation.at = localAt;
    else reservation.nextAt = localAt;
  }
}
