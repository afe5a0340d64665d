import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** How the gateway stops. */
export const shutdown = section("Stopping", {
  delayMs: wholeNumber(
    "SHUTDOWN_DELAY_MS",
    { min: 0, max: 600_000, default: 0 },
    "between SIGTERM and refusing new requests, for load balancers to notice",
  ),
  timeoutMs: wholeNumber(
    "SHUTDOWN_TIMEOUT_MS",
    { min: 1, max: 600_000, default: 25_000 },
    "for the requests that are under way then",
  ),
});
