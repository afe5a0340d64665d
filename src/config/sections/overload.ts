import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** The limits above which requests are refused; 0: no limit. */
export const overload = section("Overload", {
  maxOperations: wholeNumber(
    "OVERLOAD_MAX_OPERATIONS",
    { min: 0, max: 1_000_000, default: 500 },
    "operations that run at the same time; above it 503 with `Retry-After`; 0: no limit",
  ),
  maxEventLoopDelayMs: wholeNumber(
    "OVERLOAD_MAX_EVENT_LOOP_DELAY_MS",
    { min: 0, max: 600_000, default: 2000 },
    "delay of the event loop; above it 503 with `Retry-After`; 0: no limit",
  ),
  maxMemoryPercent: wholeNumber(
    "OVERLOAD_MAX_MEMORY_PERCENT",
    { min: 0, max: 100, default: 85 },
    "memory in use, of the heap or of the process; above it 503 with `Retry-After`; 0: no limit",
  ),
  maxBytes: wholeNumber(
    "OVERLOAD_MAX_BYTES",
    { min: 0, max: 1_000_000_000_000, default: null, defaultText: "60 % of the heap" },
    "memory that all operations of a process hold: the paragraphs that they have read (20 kB each) and responses until they are sent; above it `RATE_LIMITED`. One caller gets three quarters of it, and half while others hold some; 0: no limit",
  ),
});
