import type { PageOddity } from "../transcript/upstream-observer.js";
import type { WarningLog } from "./log.js";

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
