import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffectEvent, useLayoutEffect, useRef } from "react";

/** Farther than this many heights of the view, it goes at once. */
const MAX_SMOOTH_HEIGHTS = 1.5;

interface FocusedLine {
  /** Its place in the list; -1: there is none. */
  readonly place: number;
  readonly id: string | undefined;
  /** Where in the view it stands. */
  readonly align: "start" | "center" | "end";
}

/** Scrolls to the line that is to be in sight, whenever that is another one; gently where it is near, unless motion is unwelcome. */
export function useFocusedLine(list: Virtualizer<HTMLElement, HTMLLIElement>, { place, id, align }: FocusedLine): void {
  const isFirst = useRef(true);
  const show = useEffectEvent(() => {
    if (place === -1) return;
    const isGentle = !isFirst.current && isNear(list, place);
    isFirst.current = false;
    list.scrollToIndex(place, { align, behavior: isGentle ? "smooth" : "auto" });
  });
  useLayoutEffect(() => show(), [id, align]);
}

function isNear(list: Virtualizer<HTMLElement, HTMLLIElement>, place: number): boolean {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return false;
  const [target] = list.getOffsetForIndex(place, "center") ?? [0];
  return Math.abs(target - (list.scrollOffset ?? 0)) < MAX_SMOOTH_HEIGHTS * (list.scrollRect?.height ?? 0);
}
