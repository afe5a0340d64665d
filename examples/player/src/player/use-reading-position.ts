import { useCallback, useRef } from "react";
import type { Meeting } from "./use-meeting.ts";
import { useSavedRoute } from "../address/use-saved-route.ts";

/** Saves the reading position in the address. Call the returned function with the visible time, in milliseconds. */
export function useReadingPosition(
  { clock, navigation }: Meeting,
  conferenceId: string,
  query: string,
): (timeMs: number | null) => void {
  const seen = useRef<number | null>(null);
  const { kind } = navigation.focus;
  const isElsewhere = kind === "none" || kind === "time";
  const reading = useCallback(() => (isElsewhere ? seen.current : null), [isElsewhere]);
  useSavedRoute(clock, conferenceId, query, reading);
  return useCallback((timeMs: number | null) => {
    seen.current = timeMs;
  }, []);
}
