import { OUTAGE_CODES } from "../errors.js";
import type { CallEvent, CallOutcome } from "../transcript/upstream-observer.js";
import type { WarningLog } from "./log.js";
import { kindOf } from "./operation-activity.js";

/**
 * Failures that concern the gateway's administrator. The others are the upstream's response to one request, and appear
 * in the line of its operation.
 */
const CONCERNS: ReadonlySet<CallOutcome> = new Set<CallOutcome>([...OUTAGE_CODES, "UPSTREAM_BAD_RESPONSE"]);

/** The time between two lines about failures of one kind. */
const QUIET_MS = 10_000;

/** The upstream chooses its codes, so the number of kinds must be limited. */
const MAX_KINDS = 100;

/** Logs why upstream calls fail: the first failure of a kind, then every ten seconds how many there were since. */
export class FailureLog {
  readonly #kinds = new Map<string, { lastMs: number; silent: number }>();

  /** `now` returns milliseconds on a clock that never goes back. */
  constructor(
    readonly log: WarningLog,
    readonly now: () => number = () => performance.now(),
  ) {}

  onCall({ outcome, failure, attempt, durationMs }: CallEvent): void {
    if (failure === null || !CONCERNS.has(outcome)) return;
    const calls = this.#countUnlessQuiet(`${outcome} ${kindOf(failure)}`);
    if (calls === null) return;
    const { reason, cause, upstream } = failure;
    this.log.warn(
      { outcome, reason, cause, ...upstreamFields(upstream), attempt, durationMs: Math.round(durationMs), calls },
      "a call to the upstream failed",
    );
  }

  /** The number of failures for the next line; null: it is too early for one. */
  #countUnlessQuiet(kind: string): number | null {
    const now = this.now();
    const known = this.#kinds.get(kind);
    if (known !== undefined && now - known.lastMs < QUIET_MS) {
      known.silent += 1;
      return null;
    }
    if (this.#kinds.size >= MAX_KINDS) this.#kinds.clear();
    this.#kinds.set(kind, { lastMs: now, silent: 0 });
    return 1 + (known?.silent ?? 0);
  }
}

/** The upstream's response as fields of a line. */
export function upstreamFields(upstream: NonNullable<CallEvent["failure"]>["upstream"]) {
  const { status = null, code = null, requestId = null } = upstream ?? {};
  return { upstreamStatus: status, upstreamCode: code, upstreamRequestId: requestId };
}
