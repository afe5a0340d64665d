import type { Paragraph } from "../model.js";
import { fingerprintOf, type Position, PositionedParagraph } from "../position.js";

/** True if one paragraph may have grown into another: same speaker and time, and the other begins with its words. */
export function hasGrown(before: Paragraph, after: Paragraph): boolean {
  return (
    before.startTime === after.startTime &&
    before.unionId === after.unionId &&
    before.recordId === after.recordId &&
    before.endTime <= after.endTime &&
    before.text !== "" &&
    after.text.startsWith(before.text)
  );
}

/** True if a paragraph is the one at a position. It may have grown since, because someone was still speaking. */
export function isReadingOf(paragraph: Paragraph, position: Position): boolean {
  if (fingerprintOf(paragraph) === position.fingerprint) return true;
  return position instanceof PositionedParagraph && hasGrown(position.paragraph, paragraph);
}
