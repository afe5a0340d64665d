import type { GatewayStatus } from "../../src/observability/gateway-gauges.js";
import type { CallEvent } from "../../src/transcript/upstream-observer.js";

/** A first attempt that was sent and got a page. */
export const CALL: CallEvent = {
  outcome: "OK",
  sent: true,
  counted: true,
  attempt: 1,
  waitedMs: 0,
  durationMs: 0,
  failure: null,
};

/** The state of a gateway that has begun to count on 2026-11-28. */
export const STATUS: GatewayStatus = {
  breaker: "half-open",
  callersWithOpenCircuit: 2,
  waiting: 3,
  inFlight: 4,
  callsThisMonth: 500,
  callsPerMonth: 5000,
  countingSince: 1_795_824_000_000,
  queues: 6,
  memoryHeldBytes: 7,
  cache: { transcripts: 8, bytes: 9, reads: 10 },
  storeIsUnavailable: true,
};
