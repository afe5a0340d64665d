import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** How the gateway stops. */
export const shutdown = section("Stopping", {
  delayMs: wholeNumber(
    "SHUTDOWN_DELAY_MS",
    { min: 0, max: 600_000, default: 0 },
    "the time between SIGTERM and refusing new requests, so that load balancers notice",
  ),
  timeoutMs: wholeNumber(
    "SHUTDOWN_TIMEOUT_MS",
    { min: 1, max: 600_000, default: 25_000 },
    "the time for the running requests after that",
  ),
});
