import { useSyncExternalStore } from "react";
import type { Clock, ClockState } from "./clock.ts";

/** What `select` makes of the clock; a component is drawn again only when that changes, so let it be a plain value. */
export function useClock<T extends string | number | boolean>(clock: Clock, select: (state: ClockState) => T): T {
  return useSyncExternalStore(clock.subscribe, () => select(clock.state));
}
