import { useCallback, useEffect, useRef } from "react";

/** The browser makes smaller moves itself, to keep the scroll position within its bounds. */
const TOLERANCE_PX = 24;
/** A browser without the event `scrollend` has finished a smooth scroll by then. */
const MAX_SCROLL_MS = 1000;

/**
 * Calls `onLeave` when anything but the player scrolls the transcript: the wheel, a finger, keys, the scrollbar, or the
 * browser's own search. The player calls the returned function before it scrolls, with the offset that it scrolls to.
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
    // The offset is known from the last `scroll`. Reading it here would make the browser lay out the page too early.
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
    // A scroll to the list's current offset causes no event that would end it.
    const isMove = Math.abs(offset - last) > TOLERANCE_PX;
    own.current = { offset, until: isMove ? performance.now() + MAX_SCROLL_MS : until };
  }, []);
}
