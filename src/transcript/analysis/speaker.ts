import type { Paragraph } from "../model.js";

/** What the upstream says about who spoke. */
type Speaker = Pick<Paragraph, "unionId" | "nickName">;

/**
 * A key that two paragraphs share exactly when one person spoke both: the same `unionId`, or the same name where there is no
 * id. Paragraphs with neither count as one unknown speaker.
 */
export function speakerKey({ unionId, nickName }: Speaker): string {
  if (unionId !== null) return `id:${unionId}`;
  return nickName === null ? "unknown" : `name:${nickName}`;
}

/** The id that a caller names this speaker by in a filter: the `unionId`, else the name; null for an unknown speaker. */
export const speakerId = ({ unionId, nickName }: Speaker): string | null => unionId ?? nickName;
