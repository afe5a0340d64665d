/** What writes a warning: fields, and a message. */
interface WarningLog {
  warn(fields: object, message: string): void;
}

/** Between two lines about refusals for one reason. */
const QUIET_MS = 60_000;

/** A server chooses its codes; whatever it invents must not fill the memory. */
const MAX_REASONS = 20;

/** Writes why the shared store refuses commands (`OOM`: it is full; `NOPERM`: its user may not), a line a minute for each reason. */
export function createRefusalLog(log: WarningLog, now: () => number = Date.now): (reason: string) => void {
  const loggedAt = new Map<string, number>();
  return (reason) => {
    const before = loggedAt.get(reason);
    if (before === undefined ? loggedAt.size >= MAX_REASONS : now() - before < QUIET_MS) return;
    loggedAt.set(reason, now());
    log.warn({ reason }, "Redis refuses commands: minutes_graph_redis_commands_total counts them");
  };
}
