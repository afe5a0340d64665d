import { useCallback, useEffect, useState } from "react";
import { parsePlace, type Place, toAddress } from "./place.ts";

const DEMO_MEETING = "demo";

/** A place that the page has come to. */
export interface Visit {
  readonly place: Place & { readonly conferenceId: string };
  /** Counts the visits, so that the same place visited again is another one. */
  readonly count: number;
}

/** The place that the page's address names, also after a link or the browser's back button; and the way to another meeting. */
export function useAddress(): { readonly visit: Visit; readonly openMeeting: (conferenceId: string) => void } {
  const [visit, setVisit] = useState<Visit>(() => ({ place: readPlace(), count: 0 }));
  const go = useCallback(() => setVisit(({ count }) => ({ place: readPlace(), count: count + 1 })), []);
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

function readPlace(): Visit["place"] {
  const place = parsePlace(location.href);
  return { ...place, conferenceId: place.conferenceId ?? DEMO_MEETING };
}
