import type { Transcript, JsonParagraph } from "./transcript.js";

/** The same paragraph, with all of its sentences and words, from another start. */
function startingAt(paragraph: JsonParagraph, startTime: number): JsonParagraph {
  const byMs = startTime - paragraph.startTime;
  const moved = <T extends { readonly startTime: number; readonly endTime: number }>(item: T): T => ({
    ...item,
    startTime: item.startTime + byMs,
    endTime: item.endTime + byMs,
  });
  const sentences = paragraph.sentenceList?.map((sentence) => ({
    ...moved(sentence),
    ...(sentence.wordList && { wordList: sentence.wordList.map(moved) }),
  }));
  return { ...moved(paragraph), ...(sentences && { sentenceList: sentences }) };
}

/** Every `every`-th paragraph starts `byMs` before the previous one, if the recording has room for it. */
export function withEarlyStarts(transcript: Transcript, every: number, byMs: number): Transcript {
  return transcript.map((paragraph, index) => {
    const before = transcript[index - 1];
    const isEarly = before !== undefined && before.startTime >= byMs && index % every === every - 1;
    return isEarly ? startingAt(paragraph, before.startTime - byMs) : paragraph;
  });
}

/** Groups of `size` paragraphs start together, when the first of the group does. */
export function withTies(transcript: Transcript, size: number): Transcript {
  return transcript.map((paragraph, index) =>
    startingAt(paragraph, transcript[index - (index % size)]?.startTime ?? paragraph.startTime),
  );
}
