import type { Transcript, JsonParagraph } from "../../src/simulator/transcript.js";
import type { Paragraph } from "../../src/transcript/model.js";

/** Paragraphs two seconds apart; each text has its number. */
export const numberedTranscript = (length: number): Transcript =>
  Array.from({ length }, (_, index): JsonParagraph => ({
    recordId: String(9_223_372_036_854_770_001n + BigInt(index % 1000)),
    status: 1,
    unionId: `union-${index % 3}`,
    nickName: `Speaker ${index % 3}`,
    startTime: index * 2000,
    endTime: index * 2000 + 1500,
    paragraph: `paragraph ${index}`,
    sentenceList: [],
  }));

/** A paragraph in DingTalk's format, without its sentences. */
export const toJsonParagraph = ({ text, startTime, endTime, unionId }: Paragraph): JsonParagraph => ({
  unionId,
  startTime,
  endTime,
  paragraph: text,
});
