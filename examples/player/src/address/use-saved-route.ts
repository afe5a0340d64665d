import { useEffect, useRef } from "react";
import type { Clock } from "../playback/clock.ts";
import { timeLeftAt } from "./current-route.ts";
import { type Route, toAddress } from "./route.ts";

/** Browsers slow down a page that changes its address more often, and a change takes several milliseconds. */
const PAUSE_MS = 500;

/**
 * Writes the current route into the address, so that a reload and a shared address return to it. `reading`: the visible
 * time, if the view does not follow the clock. While a person scrolls, the address does not change, because that could
 * cost a frame.
 */
export function useSavedRoute(clock: Clock, conferenceId: string, query: string, reading: () => number | null): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const write = () => {
      timer.current = undefined;
      const { timeMs } = clock.state;
      writeRoute({ conferenceId, timeMs: timeMs === 0 ? null : timeMs, query }, reading());
    };
    const change = () => (timer.current ??= setTimeout(write, PAUSE_MS));
    const scroll = () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(write, PAUSE_MS);
    };
    change();
    addEventListener("scroll", scroll, { capture: true, passive: true });
    const unsubscribe = clock.subscribe(change);
    return () => {
      unsubscribe();
      removeEventListener("scroll", scroll, { capture: true });
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [clock, conferenceId, query, reading]);
}

function writeRoute(route: Route, reading: number | null): void {
  const address = toAddress(location.href, route);
  const state = reading === null ? null : { reading };
  if (address !== location.href || timeLeftAt() !== reading) history.replaceState(state, "", address);
}
