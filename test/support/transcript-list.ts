import type { Paragraph } from "../../src/transcript/model.js";
import { PositionedParagraph } from "../../src/transcript/position.js";

const conference = { conferenceId: "c", unionId: null };

/** The whole transcript of the conference `c`, with or without tokens. */
export function toList(transcript: readonly Paragraph[], hasTokens: boolean): PositionedParagraph[] {
  let rank = 0;
  return transcript.map((paragraph, index) => {
    rank = transcript[index - 1]?.startTime === paragraph.startTime ? rank + 1 : 0;
    const token = hasTokens ? String(7 + index) : null;
    return new PositionedParagraph(conference, paragraph, { token, direction: "ascending", rank, index });
  });
}
