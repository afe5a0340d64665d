import { useMemo } from "react";
import { toAddress } from "../address/place.ts";

/** What can be done with a moment of the meeting. */
export interface LineActions {
  /** `paragraphId`: the line that the moment belongs to. */
  readonly seek: (timeMs: number, paragraphId: string) => void;
  /** Its address. It contains only the time, so it leads to the first recording that has this time. */
  readonly linkTo: (timeMs: number) => string;
}

/** The same object as long as the meeting is, so that lines need not be drawn again. */
export const useLineActions = (conferenceId: string, seek: LineActions["seek"]): LineActions =>
  useMemo(
    () => ({ seek, linkTo: (timeMs) => toAddress(location.href, { conferenceId, timeMs, query: "" }) }),
    [conferenceId, seek],
  );
