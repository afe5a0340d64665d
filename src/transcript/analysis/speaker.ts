import type { Paragraph } from "../model.js";

/** The upstream's data about a speaker. */
type Speaker = Pick<Paragraph, "unionId" | "nickName">;

/**
 * A key that identifies the speaker of a paragraph: the `unionId`, or the name if there is no id. Paragraphs with
 * neither count as one unknown speaker.
 */
export function speakerKey({ unionId, nickName }: Speaker): string {
  if (unionId !== null) return `id:${unionId}`;
  return nickName === null ? "unknown" : `name:${nickName}`;
}

/** The speaker's name in filters: the `unionId`, else the name; null for an unknown speaker. */
export const speakerId = ({ unionId, nickName }: Speaker): string | null => unionId ?? nickName;
