import type { ErrorCode } from "../../errors.js";
import type { BreakerState } from "../../transcript/upstream-observer.js";
import { NotSentError } from "./not-sent-error.js";

/** Why a circuit is open. Refused calls fail with this code and message. */
export interface Cause {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The next probe may be sent after this time, even if the last one has no response yet. */
const PROBE_MS = 1000;

/** A caller with a request this recent is likely to request again, and can send the next probe. */
const RECENT_MS = 10_000;

/** A circuit without a probe this long after its time delays nobody: its callers have left. */
const ABANDONED_MS = 300_000;

/**
 * One circuit. While it is open, calls are refused. When its time is over, single calls are sent as probes, and the
 * first response closes it. One caller's meeting may fail alone, so consecutive probes come from different callers,
 * unless only one caller is active.
 */
export class Circuit {
  #state: BreakerState = "closed";
  #cause: Cause | null = null;
  /** When the next probe may be sent. */
  #probeAt = 0;
  #lastProber: string | null = null;
  /** The last two callers with a request, and when they made it. */
  #recent: readonly { readonly caller: string; readonly at: number }[] = [];

  /** `now`: a monotonic clock in milliseconds. `onChange` gets the time until the next probe, too. */
  constructor(
    readonly now: () => number,
    readonly onChange: (state: BreakerState, waitMs: number) => void = () => {},
  ) {}

  get state(): BreakerState {
    return this.#state;
  }

  /** True if calls wait for it, or did so lately. */
  get delaysCalls(): boolean {
    return this.#state !== "closed" && this.now() - this.#probeAt < ABANDONED_MS;
  }

  /** @throws NotSentError, with the time to wait, if this caller's call may not be sent now. */
  check(caller: string): void {
    if (this.#cause === null) return;
    const now = this.now();
    const others = this.#recent.filter((request) => request.caller !== caller);
    this.#recent = [{ caller, at: now }, ...others].slice(0, 2);
    const isOtherActive = others.some(({ at }) => now - at < RECENT_MS);
    const waitMs = this.#probeAt - now;
    if (waitMs <= 0 && !(caller === this.#lastProber && isOtherActive)) return;
    throw new NotSentError(this.#cause.code, this.#cause.message, waitMs > 0 ? waitMs : PROBE_MS);
  }

  /** Records that a call that passed the check is sent. Returns true if it is a probe. */
  begin(caller: string): boolean {
    if (this.#cause === null) return false;
    this.#lastProber = caller;
    this.#probeAt = this.now() + PROBE_MS;
    this.#change("half-open");
    return true;
  }

  /** Refuses calls for `forMs`. The longest of several times counts: an outage does not shorten a ban. */
  open(forMs: number, cause: Cause): void {
    const probeAt = this.now() + forMs;
    if (this.#state !== "open" || probeAt > this.#probeAt) {
      this.#probeAt = probeAt;
      this.#cause = cause;
    }
    this.#change("open");
  }

  /** Called when a probe's caller disconnects before the response. Another call may be the probe at once. */
  giveUpProbe(): void {
    if (this.#state !== "half-open") return;
    this.#probeAt = this.now();
    this.#change("open");
  }

  /** Called when a probe has a response. Ignored if the circuit was opened again meanwhile. */
  close(): void {
    if (this.#state !== "half-open") return;
    this.#cause = null;
    this.#lastProber = null;
    this.#change("closed");
  }

  #change(state: BreakerState): void {
    if (state !== this.#state) this.onChange(state, this.#probeAt - this.now());
    this.#state = state;
  }
}
