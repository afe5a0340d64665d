import { useMemo } from "react";
import { toAddress } from "../address/route.ts";

/** The actions for a time of the meeting. */
export interface LineActions {
  /** `paragraphId`: the line at this time. */
  readonly seek: (timeMs: number, paragraphId: string) => void;
  /** Its address. It contains only the time, so it opens the first recording that has this time. */
  readonly linkTo: (timeMs: number) => string;
}

/** The object stays the same as long as the meeting does, so that lines need not be drawn again. */
export const useLineActions = (conferenceId: string, seek: LineActions["seek"]): LineActions =>
  useMemo(
    () => ({ seek, linkTo: (timeMs) => toAddress(location.href, { conferenceId, timeMs, query: "" }) }),
    [conferenceId, seek],
  );
