import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** Limits for one caller: a token or a signed-in app, with an operator. */
export const caller = section("Each caller", {
  maxCallsPerHour: wholeNumber(
    "CALLER_MAX_CALLS_PER_HOUR",
    { min: 0, max: 1_000_000, default: ({ simulated }) => (simulated ? 0 : 300) },
    "calls to DingTalk of one caller (a token or an app, with an operator) in any hour: in all replicas together with `REDIS_URL`, otherwise in each process; above it `QUOTA_EXHAUSTED`; 0: no limit",
  ),
});
