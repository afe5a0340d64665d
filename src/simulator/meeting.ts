import type { Transcript } from "./transcript.js";

const PARAGRAPHS: ReadonlyMap<string, number> = new Map([
  ["demo", 400],
  ["demo-long", 5200],
]);

/** The built-in transcript of this conference, made on first use; null when there is none. */
export function builtInTranscript(conferenceId: string): Transcript | null {
  const count = PARAGRAPHS.get(conferenceId);
  if (count === undefined) return null;
  return Array.from({ length: count }, (_, index) => ({
    status: 1,
    unionId: "demo-union-chen",
    nickName: "陈思远",
    recordId: String(9_223_372_036_854_770_000n + (count > 1000 ? 0n : BigInt(index))),
    startTime: index * 9000,
    endTime: index * 9000 + 8000,
    paragraph: `第${index}段。`,
    sentenceList: [{ sentence: `第${index}段。`, startTime: index * 9000, endTime: index * 9000 + 8000, wordList: [] }],
  }));
}
