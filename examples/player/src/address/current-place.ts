import { parsePlace, type Place } from "./place.ts";

const DEMO_MEETING = "demo";

/** The place that the page's address names; without a meeting, the demo's. */
export type CurrentPlace = Place & { readonly conferenceId: string };

/** The place that the address names now. */
export function currentPlace(): CurrentPlace {
  const place = parsePlace(location.href);
  return { ...place, conferenceId: place.conferenceId ?? DEMO_MEETING };
}

/**
 * The visible time when the person left the page, in milliseconds; null: the view followed the clock. It is in the
 * browser's history, not in the address.
 */
export function timeLeftAt(): number | null {
  const state: unknown = history.state;
  const isPlace = typeof state === "object" && state !== null && "reading" in state;
  return isPlace && typeof state.reading === "number" ? state.reading : null;
}
