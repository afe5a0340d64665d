import { parsePlace, type Place } from "./place.ts";

const DEMO_MEETING = "demo";

/** The place that the page's address names; without a meeting it is the demo's. */
export type CurrentPlace = Place & { readonly conferenceId: string };

/** Reads it. */
export function currentPlace(): CurrentPlace {
  const place = parsePlace(location.href);
  return { ...place, conferenceId: place.conferenceId ?? DEMO_MEETING };
}

/** The time of what was in sight when the page was left, in milliseconds; null: what the clock said. A link does not hold it. */
export function timeLeftAt(): number | null {
  const state: unknown = history.state;
  const isPlace = typeof state === "object" && state !== null && "reading" in state;
  return isPlace && typeof state.reading === "number" ? state.reading : null;
}
