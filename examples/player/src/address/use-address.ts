import { useCallback, useEffect, useState } from "react";
import { type CurrentPlace, currentPlace } from "./current-place.ts";
import { toAddress } from "./place.ts";

/** A place that the page has gone to. */
export interface Visit {
  readonly place: CurrentPlace;
  /** Counts the visits, so that a second visit of one place is another one. */
  readonly count: number;
}

/**
 * The place that the page's address names, also after a link or the back button, and a function that opens another
 * meeting.
 */
export function useAddress(): { readonly visit: Visit; readonly openMeeting: (conferenceId: string) => void } {
  const [visit, setVisit] = useState<Visit>(() => ({ place: currentPlace(), count: 0 }));
  const go = useCallback(() => setVisit(({ count }) => ({ place: currentPlace(), count: count + 1 })), []);
  useEffect(() => {
    addEventListener("popstate", go);
    return () => removeEventListener("popstate", go);
  }, [go]);
  const openMeeting = useCallback(
    (conferenceId: string) => {
      history.pushState(null, "", toAddress(location.href, { conferenceId, timeMs: null, query: "" }));
      go();
    },
    [go],
  );
  return { visit, openMeeting };
}
