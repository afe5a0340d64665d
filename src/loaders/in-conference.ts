import type { ConferenceKey } from "../transcript/model.js";
import { PositionedParagraph } from "../transcript/position.js";

/** True if two names of one conference give its paragraphs the same ids. */
export type HaveSameIds = (one: ConferenceKey, other: ConferenceKey) => boolean;

/**
 * The paragraph with the conference by which it was requested, because its id is written from that. It may have been
 * read for another operator, or by an older id.
 */
export function inConference(
  item: PositionedParagraph,
  conference: ConferenceKey,
  haveSameIds: HaveSameIds,
): PositionedParagraph {
  return haveSameIds(item.conference, conference) ? item : new PositionedParagraph(conference, item.paragraph, item);
}

/** The same for a list. It is the same list if nothing changes in it, because captions are stored by their list. */
export function allInConference(
  items: readonly PositionedParagraph[],
  conference: ConferenceKey,
  haveSameIds: HaveSameIds,
): readonly PositionedParagraph[] {
  let same = conference;
  const isSame = ({ conference: own }: PositionedParagraph) => {
    if (own !== same && haveSameIds(own, conference)) same = own;
    return own === same;
  };
  return items.every(isSame) ? items : items.map((item) => inConference(item, conference, haveSameIds));
}
