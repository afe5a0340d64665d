import type { WarningLog } from "./log.js";

/** The time between two lines about refusals for one reason. */
const QUIET_MS = 60_000;

/** The server chooses the reasons, so the number of stored ones must be limited. */
const MAX_REASONS = 20;

/**
 * Returns a function that logs why the shared store refuses commands (`OOM`: it is full; `NOPERM`: the user lacks the
 * permission), at most once a minute for each reason.
 */
export function createRefusalLog(log: WarningLog): (reason: string) => void {
  const loggedAt = new Map<string, number>();
  return (reason) => {
    const before = loggedAt.get(reason);
    const now = performance.now();
    if (before === undefined ? loggedAt.size >= MAX_REASONS : now - before < QUIET_MS) return;
    loggedAt.set(reason, now);
    log.warn({ reason }, "Redis refuses commands: replicas share less; minutes_graph_redis_commands_total counts them");
  };
}
