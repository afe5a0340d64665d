import type { ErrorCode } from "../../errors.js";
import type { BreakerState } from "../../transcript/upstream-observer.js";
import { NotSentError } from "./not-sent-error.js";

/** Why a circuit is open: what the calls that it refuses are told. */
export interface Cause {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A probe that has had no response for so long does not keep the next one back. */
const PROBE_MS = 1000;

/** A caller that asked this recently will ask again, and can send the next probe. */
const RECENT_MS = 10_000;

/**
 * One circuit. While it is open, calls are refused; when its time is over, single calls go out as probes, and the first response
 * closes it. Two probes in a row come from two callers, as one caller's meeting may fail alone; a caller without company probes again.
 */
export class Circuit {
  #state: BreakerState = "closed";
  #cause: Cause | null = null;
  /** When the next probe may go out. */
  #probeAt = 0;
  #lastProber: string | null = null;
  /** The last two callers that asked, and when. */
  #askers: readonly { readonly caller: string; readonly at: number }[] = [];

  /** `now` gives milliseconds on a clock that never goes back. */
  constructor(
    readonly now: () => number,
    readonly onChange: (state: BreakerState) => void = () => {},
  ) {}

  get state(): BreakerState {
    return this.#state;
  }

  /** @throws NotSentError when this caller's call may not go out now, with the time after which it may. */
  check(caller: string): void {
    if (this.#cause === null) return;
    const now = this.now();
    this.#askers = [{ caller, at: now }, ...this.#askers.filter((asker) => asker.caller !== caller)].slice(0, 2);
    const hasCompany = this.#askers.some((asker) => asker.caller !== caller && now - asker.at < RECENT_MS);
    const waitMs = this.#probeAt - now;
    if (waitMs <= 0 && !(caller === this.#lastProber && hasCompany)) return;
    throw new NotSentError(this.#cause.code, this.#cause.message, waitMs > 0 ? waitMs : PROBE_MS);
  }

  /** A call that passed the check goes out; true when it is a probe. */
  begin(caller: string): boolean {
    if (this.#cause === null) return false;
    this.#lastProber = caller;
    this.#probeAt = this.now() + PROBE_MS;
    this.#change("half-open");
    return true;
  }

  /** Refuses calls for so long. What keeps it open longest counts: an outage does not cut a ban short. */
  open(forMs: number, cause: Cause): void {
    const probeAt = this.now() + forMs;
    if (this.#state !== "open" || probeAt > this.#probeAt) {
      this.#probeAt = probeAt;
      this.#cause = cause;
    }
    this.#change("open");
  }

  /** A probe's caller hung up before there was a response: another call may take its place at once. */
  giveUpProbe(): void {
    if (this.#state !== "half-open") return;
    this.#probeAt = this.now();
    this.#change("open");
  }

  /** A probe had a response. After a new ban it says nothing. */
  close(): void {
    if (this.#state !== "half-open") return;
    this.#cause = null;
    this.#lastProber = null;
    this.#change("closed");
  }

  #change(state: BreakerState): void {
    if (state !== this.#state) this.onChange(state);
    this.#state = state;
  }
}
