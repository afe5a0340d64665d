import type { TranscriptWindow } from "../transcript/window.ts";

/**
 * The part of the transcript that stays visible: the spoken words, the meeting's end, a paragraph or a time; `none`
 * after a person has scrolled.
 */
export type Focus =
  | { readonly kind: "clock" }
  | { readonly kind: "end" }
  | { readonly kind: "paragraph"; readonly id: string; readonly timeMs: number }
  | { readonly kind: "time"; readonly timeMs: number }
  | { readonly kind: "none" };

/**
 * The focus in a window that was read for it. A paragraph that has changed since the search has another id: the time of
 * the match is visible instead.
 */
export function focusIn({ lines }: TranscriptWindow, focus: Focus): Focus {
  if (focus.kind !== "paragraph" || lines.some(({ id }) => id === focus.id)) return focus;
  return { kind: "time", timeMs: focus.timeMs };
}

/**
 * The index of the line that stays visible; -1: none, or it is not in this window. `spoken`: the index of the spoken
 * line.
 */
export function focusedIndex(focus: Focus, { lines }: TranscriptWindow, spoken: number): number {
  if (focus.kind === "clock") return spoken;
  if (focus.kind === "end") return lines.length - 1;
  if (focus.kind === "paragraph") return lines.findIndex(({ id }) => id === focus.id);
  return focus.kind === "time" ? lines.findIndex(({ endTime }) => endTime > focus.timeMs) : -1;
}
