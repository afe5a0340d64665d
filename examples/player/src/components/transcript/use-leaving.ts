import { useCallback, useEffect, useRef } from "react";

/** Smaller moves are the browser's, which keeps a scroll position within its bounds. */
const TOLERANCE_PX = 24;
/** A browser without the event `scrollend` has scrolled smoothly by then. */
const MAX_SCROLL_MS = 1000;

/**
 * Calls `onLeave` when the transcript is scrolled by anything but the player: the wheel, a finger, keys, the scrollbar, or the browser's
 * own search. Returns what the player calls before it scrolls, with the offset that it scrolls to.
 */
export function useLeaving(element: HTMLElement | null, onLeave: () => void): (offset: number) => void {
  const own = useRef({ offset: 0, until: 0 });
  useEffect(() => {
    if (element === null) return;
    const scroll = () => {
      const { offset, until } = own.current;
      const isOwn = performance.now() < until || Math.abs(element.scrollTop - offset) <= TOLERANCE_PX;
      own.current.offset = element.scrollTop;
      if (!isOwn) onLeave();
    };
    // The offset is known from the last `scroll`; reading it here would have the browser lay the page out before its time.
    const end = () => {
      own.current.until = 0;
    };
    element.addEventListener("scroll", scroll, { passive: true });
    element.addEventListener("scrollend", end, { passive: true });
    return () => {
      element.removeEventListener("scroll", scroll);
      element.removeEventListener("scrollend", end);
    };
  }, [element, onLeave]);
  return useCallback((offset: number) => {
    const { offset: last, until } = own.current;
    // A scroll to where the list stands already brings no event that would end it.
    const isMove = Math.abs(offset - last) > TOLERANCE_PX;
    own.current = { offset, until: isMove ? performance.now() + MAX_SCROLL_MS : until };
  }, []);
}
