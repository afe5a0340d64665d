import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { Transcript } from "../transcript/use-transcript.ts";

/** How far ahead of the visible part pages are asked for, and how many paragraphs ahead of the clock. */
const MARGIN = "600px 0px";
const LINES_AHEAD = 8;

/** Asks for a page when an end comes near, by scrolling or by the clock, and holds still what is read when lines come in above. */
export function useEndlessScroll(
  scroller: RefObject<HTMLElement | null>,
  { window, busy, trouble, run }: Transcript,
  place: number,
): void {
  const idle = busy === null && trouble === null;
  useHeldPosition(scroller, window?.lines[0]?.id);

  useEffect(() => {
    if (!idle || scroller.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const end = entries.find(({ isIntersecting }) => isIntersecting)?.target;
        if (end instanceof HTMLElement) run({ kind: end.dataset["end"] === "earlier" ? "earlier" : "later" });
      },
      { root: scroller.current, rootMargin: MARGIN },
    );
    for (const end of scroller.current.querySelectorAll("[data-end]")) observer.observe(end);
    return () => observer.disconnect();
  }, [scroller, window, idle, run]);

  const nearEnd = window !== null && window.after !== null && place >= window.lines.length - LINES_AHEAD;
  useEffect(() => {
    if (idle && nearEnd) run({ kind: "later" });
  }, [idle, nearEnd, run]);
}

/** Scrolls by as much as the line that was first has moved down. */
function useHeldPosition(scroller: RefObject<HTMLElement | null>, firstId: string | undefined): void {
  const held = useRef<{ id: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || firstId === undefined) return;
    const topOf = (id: string) => findLine(element, id)?.offsetTop;
    const top = held.current === null ? undefined : topOf(held.current.id);
    if (held.current !== null && top !== undefined) element.scrollTop += top - held.current.top;
    held.current = { id: firstId, top: topOf(firstId) ?? 0 };
  }, [scroller, firstId]);
}

/** The element that shows this line. */
export function findLine(scroller: HTMLElement, id: string): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`);
}
