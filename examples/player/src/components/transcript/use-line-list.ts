import { elementScroll, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useState } from "react";
import type { Line } from "../../transcript/line.ts";
import { rowHeight } from "./row-height.ts";

/** Room for what stands at the two ends of the list. */
export const END_HEIGHT = 56;
/** Lines kept ready above and below what is in sight, once that is there. */
const OVERSCAN = 8;

interface LineListOptions {
  readonly lines: readonly Line[];
  /** The list stands where it was opened for. */
  readonly isInPlace: boolean;
  readonly onOwnScroll: (offset: number) => void;
}

/** The part of the lines that is in sight, positioned. Lines that come in above, or grow there, move nothing that is in sight. */
export function useLineList(scroller: HTMLElement, { lines, isInPlace, onOwnScroll }: LineListOptions) {
  // Read once: while somebody scrolls, the browser would have to lay the page out before its time.
  const [width] = useState(() => scroller.clientWidth);
  return useVirtualizer<HTMLElement, HTMLLIElement>({
    count: lines.length,
    getScrollElement: () => scroller,
    getItemKey: useCallback((index: number) => lines[index]?.id ?? index, [lines]),
    estimateSize: useCallback((index: number) => estimateHeight(lines[index], width), [lines, width]),
    measureElement: rowHeight,
    scrollToFn: (offset, options, instance) => {
      onOwnScroll(offset + (options.adjustments ?? 0));
      elementScroll(offset, options, instance);
    },
    paddingStart: END_HEIGHT,
    paddingEnd: END_HEIGHT,
    overscan: isInPlace ? OVERSCAN : 0,
    anchorTo: "end",
    directDomUpdates: true,
    directDomUpdatesMode: "position",
  });
}

const HEAD_HEIGHT = 48;
const TEXT_LINE_HEIGHT = 26;
const MAX_TEXT_WIDTH = 690;
const MARGINS = 110;
const LETTER_WIDTH = 7.8;

/** How high a line will be, near enough for the scrollbar until it is measured. */
function estimateHeight(line: Line | undefined, viewWidth: number): number {
  const textWidth = Math.max(120, Math.min(MAX_TEXT_WIDTH, viewWidth - MARGINS));
  const rows = Math.ceil(((line?.width ?? 0) * LETTER_WIDTH) / textWidth);
  return HEAD_HEIGHT + TEXT_LINE_HEIGHT * Math.max(1, rows);
}
