import { useSyncExternalStore } from "react";
import type { Clock, ClockState } from "./clock.ts";

/**
 * The result of `select` for the clock's state. It should be a plain value: a component is drawn again only if it
 * changes.
 */
export function useClock<T extends string | number | boolean>(clock: Clock, select: (state: ClockState) => T): T {
  return useSyncExternalStore(clock.subscribe, () => select(clock.state));
}
