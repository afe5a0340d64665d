import type { SpokenParagraph } from "./timing.js";
import type { JsonParagraph, JsonSentence } from "./transcript.js";

type Oddity = (paragraph: SpokenParagraph) => JsonParagraph;

/**
 * Details that the contract allows but a naive client does not expect. Each occurs at regular intervals; the intervals
 * are primes, so they rarely coincide.
 */
const ODDITIES: readonly { readonly every: number; readonly change: Oddity }[] = [
  { every: 5, change: (paragraph) => ({ ...paragraph, sentenceList: paragraph.sentenceList.map(withWordIds) }) },
  { every: 61, change: ({ nickName: _absent, ...paragraph }) => paragraph },
  { every: 67, change: (paragraph) => ({ ...paragraph, sentenceList: paragraph.sentenceList.slice(1) }) },
  { every: 83, change: (paragraph) => ({ ...paragraph, sentenceList: [] }) },
  { every: 101, change: (paragraph) => ({ ...paragraph, sentenceList: null }) },
  { every: 103, change: ({ sentenceList: _absent, ...paragraph }) => paragraph },
  { every: 107, change: inNoTime },
];

/** The paragraph at this place of the recording, with at most one oddity. */
export function withOddity(paragraph: SpokenParagraph, index: number): JsonParagraph {
  const oddity = ODDITIES.findLast(({ every }) => index % every === every - 1);
  return oddity === undefined ? paragraph : oddity.change(paragraph);
}

function withWordIds(sentence: JsonSentence): JsonSentence {
  const wordList = (sentence.wordList ?? []).map((word, index) => ({
    ...word,
    wordId: `${sentence.startTime * 1000}#${index}`,
  }));
  return { ...sentence, wordList };
}

/** As in the document's own sample, which has a paragraph whose start and end are equal. */
function inNoTime(paragraph: SpokenParagraph): JsonParagraph {
  const { startTime } = paragraph;
  const instant = { startTime, endTime: startTime };
  const sentenceList = paragraph.sentenceList.map((sentence) => ({
    ...sentence,
    ...instant,
    wordList: (sentence.wordList ?? []).map((word) => ({ ...word, ...instant })),
  }));
  return { ...paragraph, ...instant, sentenceList };
}
