import { parseRoute, type Route } from "./route.ts";

const DEMO_MEETING = "demo";

/** The route that the page's address names; without a meeting, the demo's. */
export type CurrentRoute = Route & { readonly conferenceId: string };

/** The route that the address names now. */
export function currentRoute(): CurrentRoute {
  const route = parseRoute(location.href);
  return { ...route, conferenceId: route.conferenceId ?? DEMO_MEETING };
}

/**
 * The visible time when the person left the page, in milliseconds; null: the view followed the clock. It is in the
 * browser's history, not in the address.
 */
export function timeLeftAt(): number | null {
  const state: unknown = history.state;
  const hasTime = typeof state === "object" && state !== null && "reading" in state;
  return hasTime && typeof state.reading === "number" ? state.reading : null;
}
