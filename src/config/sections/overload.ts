import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** When requests are refused because there is too much to do; 0: never for that reason. */
export const overload = section("Overload", {
  maxOperations: wholeNumber(
    "OVERLOAD_MAX_OPERATIONS",
    { min: 0, max: 1_000_000, default: 500 },
    "operations at a time; above it 503 with `Retry-After`; 0: no limit",
  ),
  maxEventLoopDelayMs: wholeNumber(
    "OVERLOAD_MAX_EVENT_LOOP_DELAY_MS",
    { min: 0, max: 600_000, default: 2000 },
    "delay of the event loop, likewise",
  ),
  maxMemoryPercent: wholeNumber(
    "OVERLOAD_MAX_MEMORY_PERCENT",
    { min: 0, max: 100, default: 85 },
    "memory in use, likewise",
  ),
  maxBytes: wholeNumber(
    "OVERLOAD_MAX_BYTES",
    { min: 0, max: 1_000_000_000_000, default: null, defaultText: "60 % of the heap" },
    "memory that all operations of a process hold: paragraphs that they have read (20 kB each) and responses that are not read to their end; beyond it `RATE_LIMITED`. One caller gets three quarters of it, half while others hold some; 0: no limit",
  ),
});
