import type { MouseEvent } from "react";
import type { Line } from "../../transcript/line.ts";
import { timeAtOffset } from "../../transcript/segments.ts";

/**
 * When the word under the pointer is spoken, in milliseconds; outside of words, the paragraph's time. Null: text is
 * selected.
 */
export function clickedTime({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>, line: Line): number | null {
  if (getSelection()?.isCollapsed === false) return null;
  const caret = caretAt(clientX, clientY);
  if (caret === null || !currentTarget.contains(caret.startContainer)) return line.startTime;
  const before = document.createRange();
  before.setStart(currentTarget, 0);
  before.setEnd(caret.startContainer, caret.startOffset);
  return timeAtOffset(line.segments(), before.toString().length) ?? line.startTime;
}

/** The character at a point. Older browsers return it as a range, newer ones as a position. */
function caretAt(x: number, y: number): Pick<Range, "startContainer" | "startOffset"> | null {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { startContainer: position.offsetNode, startOffset: position.offset };
  return document.caretRangeFromPoint?.(x, y) ?? null;
}
