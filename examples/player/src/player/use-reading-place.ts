import { useCallback, useRef } from "react";
import type { Meeting } from "./use-meeting.ts";
import { useKeptPlace } from "../address/use-kept-place.ts";

/** Keeps the place of a meeting in the address. Call the returned function with the visible moment, in milliseconds. */
export function useReadingPlace(
  { clock, navigation }: Meeting,
  conferenceId: string,
  query: string,
): (timeMs: number | null) => void {
  const seen = useRef<number | null>(null);
  const { kind } = navigation.focus;
  const isElsewhere = kind === "none" || kind === "moment";
  const reading = useCallback(() => (isElsewhere ? seen.current : null), [isElsewhere]);
  useKeptPlace(clock, conferenceId, query, reading);
  return useCallback((timeMs: number | null) => {
    seen.current = timeMs;
  }, []);
}
