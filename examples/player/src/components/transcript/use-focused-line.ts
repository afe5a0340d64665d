import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffectEvent, useLayoutEffect, useRef } from "react";

/** If the line is farther away than this many heights of the view, it is shown at once. */
const MAX_SMOOTH_HEIGHTS = 1.5;

interface FocusedLine {
  /** Its index in the list; -1: there is no such line. */
  readonly index: number;
  readonly id: string | undefined;
  /** Its position in the view. */
  readonly align: "start" | "center" | "end";
}

/**
 * Scrolls to the focused line whenever another line gets the focus: smoothly if it is near, unless the person prefers
 * no motion.
 */
export function useFocusedLine(list: Virtualizer<HTMLElement, HTMLLIElement>, { index, id, align }: FocusedLine): void {
  const isFirst = useRef(true);
  const show = useEffectEvent(() => {
    if (index === -1) return;
    const isGentle = !isFirst.current && isNear(list, index);
    isFirst.current = false;
    list.scrollToIndex(index, { align, behavior: isGentle ? "smooth" : "auto" });
  });
  useLayoutEffect(() => show(), [id, align]);
}

function isNear(list: Virtualizer<HTMLElement, HTMLLIElement>, index: number): boolean {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return false;
  const [target] = list.getOffsetForIndex(index, "center") ?? [0];
  return Math.abs(target - (list.scrollOffset ?? 0)) < MAX_SMOOTH_HEIGHTS * (list.scrollRect?.height ?? 0);
}
