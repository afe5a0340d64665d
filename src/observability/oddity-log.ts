import type { PageOddity } from "../transcript/upstream-observer.js";

/** The part of the log that writes a warning: fields, and a message. */
interface WarningLog {
  warn(fields: object, message: string): void;
}

/** Logs the first oddity of each kind in a process; the metric counts all of them. */
export function createOddityLog(log: WarningLog): (kind: PageOddity) => void {
  const known = new Set<PageOddity>();
  return (kind) => {
    if (known.has(kind)) return;
    known.add(kind);
    log.warn(
      { oddity: kind },
      "a page of the upstream is odd: minutes_graph_upstream_oddities_total counts further ones",
    );
  };
}
