import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { findLine } from "./use-endless-scroll.ts";

interface Followed {
  /** The line that is being said. */
  readonly id: string | undefined;
  /** Which window it is in. */
  readonly opened: number;
  readonly following: boolean;
}

/** Keeps the line that is being said in the middle; at once in a window just opened, else gently, unless motion is unwelcome. */
export function useFollowing(scroller: RefObject<HTMLElement | null>, { id, opened, following }: Followed): void {
  const shown = useRef(0);
  useLayoutEffect(() => {
    if (shown.current === opened) return;
    shown.current = opened;
    centre(scroller.current, id, "instant");
  }, [scroller, id, opened]);

  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (following) centre(scroller.current, id, still ? "instant" : "smooth");
  }, [scroller, id, following]);
}

/** Scrolls the transcript alone; `scrollIntoView` would move the page on a small screen too. */
function centre(scroller: HTMLElement | null, id: string | undefined, behavior: ScrollBehavior): void {
  const line = scroller === null || id === undefined ? null : findLine(scroller, id);
  if (scroller === null || line === null) return;
  const top = line.offsetTop - (scroller.clientHeight - line.offsetHeight) / 2;
  scroller.scrollTo({ top, behavior });
}
