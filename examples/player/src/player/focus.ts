import type { TranscriptWindow } from "../transcript/window.ts";

/**
 * The part of the transcript that stays visible: the spoken words, the meeting's end, a paragraph or a moment; or the
 * place to which a person scrolls.
 */
export type Focus =
  | { readonly kind: "clock" }
  | { readonly kind: "latest" }
  | { readonly kind: "paragraph"; readonly id: string }
  | { readonly kind: "moment"; readonly timeMs: number }
  | { readonly kind: "none" };

/**
 * The index of the line that stays visible; -1: none, or it is not in this window. `spoken`: the index of the spoken
 * line.
 */
export function placeOf(focus: Focus, { lines }: TranscriptWindow, spoken: number): number {
  if (focus.kind === "clock") return spoken;
  if (focus.kind === "latest") return lines.length - 1;
  if (focus.kind === "paragraph") return lines.findIndex(({ id }) => id === focus.id);
  return focus.kind === "moment" ? lines.findIndex(({ endTime }) => endTime > focus.timeMs) : -1;
}
