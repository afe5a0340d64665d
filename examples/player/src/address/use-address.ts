import { useCallback, useEffect, useState } from "react";
import { type CurrentRoute, currentRoute } from "./current-route.ts";
import { toAddress } from "./route.ts";

/** A route that the page has opened. */
export interface Visit {
  readonly route: CurrentRoute;
  /** Counts the visits, so that a second visit of one route is another one. */
  readonly count: number;
}

/**
 * The route that the page's address names, also after a link or the back button, and a function that opens another
 * meeting.
 */
export function useAddress(): { readonly visit: Visit; readonly openMeeting: (conferenceId: string) => void } {
  const [visit, setVisit] = useState<Visit>(() => ({ route: currentRoute(), count: 0 }));
  const go = useCallback(() => setVisit(({ count }) => ({ route: currentRoute(), count: count + 1 })), []);
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
