import type { Paragraph } from "../model.js";
import { fingerprintOf, type Position, PositionedParagraph } from "../position.js";

/** True when a paragraph could be an earlier reading of another one: the same speaker at the same time, with the same words and more. */
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

/** True when a paragraph is the one at a position, which may have grown since: someone was still speaking. */
export function isReadingOf(paragraph: Paragraph, position: Position): boolean {
  if (fingerprintOf(paragraph) === position.fingerprint) return true;
  return position instanceof PositionedParagraph && hasGrown(position.paragraph, paragraph);
}
