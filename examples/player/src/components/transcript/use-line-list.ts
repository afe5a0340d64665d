import { elementScroll, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useState } from "react";
import type { Line } from "../../transcript/line.ts";
import { rowHeight } from "./row-height.ts";

/** The room for the elements at the two ends of the list. */
export const END_HEIGHT = 56;
/** The number of lines that are drawn above and below the visible ones, once those are there. */
const OVERSCAN = 8;

interface LineListOptions {
  readonly lines: readonly Line[];
  /** The list has been scrolled to the line for which it was opened. */
  readonly isPositioned: boolean;
  readonly onOwnScroll: (offset: number) => void;
}

/** The visible part of the lines, with their positions. Lines that are added or grow above it move nothing visible. */
export function useLineList(scroller: HTMLElement, { lines, isPositioned, onOwnScroll }: LineListOptions) {
  // It is read once, because while a person scrolls, the browser would have to lay out the page too early.
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
    overscan: isPositioned ? OVERSCAN : 0,
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

/** The estimated height of a line, for the scrollbar until the line is measured. */
function estimateHeight(line: Line | undefined, viewWidth: number): number {
  const textWidth = Math.max(120, Math.min(MAX_TEXT_WIDTH, viewWidth - MARGINS));
  const rows = Math.ceil(((line?.width ?? 0) * LETTER_WIDTH) / textWidth);
  return HEAD_HEIGHT + TEXT_LINE_HEIGHT * Math.max(1, rows);
}
