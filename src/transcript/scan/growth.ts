import type { Paragraph } from "../model.js";
import { fingerprintOf, type Position, PositionedParagraph } from "../position.js";

/**
 * True if a paragraph could be an earlier reading of another: same speaker, same time, and its words are the beginning
 * of the other's.
 */
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
