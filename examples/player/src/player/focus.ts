import type { TranscriptWindow } from "../transcript/window.ts";

/** What the transcript keeps in sight: what is being said, the latest, a paragraph or a moment; or whatever somebody scrolls to. */
export type Focus =
  | { readonly kind: "clock" }
  | { readonly kind: "latest" }
  | { readonly kind: "paragraph"; readonly id: string }
  | { readonly kind: "moment"; readonly timeMs: number }
  | { readonly kind: "none" };

/** The place of the line to keep in sight; -1: none, or it is not in this window. `spoken`: the place of what is being said. */
export function placeOf(focus: Focus, { lines }: TranscriptWindow, spoken: number): number {
  if (focus.kind === "clock") return spoken;
  if (focus.kind === "latest") return lines.length - 1;
  if (focus.kind === "paragraph") return lines.findIndex(({ id }) => id === focus.id);
  return focus.kind === "moment" ? lines.findIndex(({ endTime }) => endTime > focus.timeMs) : -1;
}
