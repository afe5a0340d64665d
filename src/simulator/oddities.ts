import type { SpokenParagraph } from "./timing.js";
import type { WireParagraph, WireSentence } from "./transcript.js";

type Oddity = (paragraph: SpokenParagraph) => WireParagraph;

/** What the contract allows and a naive client trips over; each at every so-many-th paragraph. Primes keep them apart. */
const ODDITIES: readonly { readonly every: number; readonly change: Oddity }[] = [
  { every: 5, change: (paragraph) => ({ ...paragraph, sentenceList: paragraph.sentenceList.map(withWordIds) }) },
  { every: 61, change: ({ nickName: _absent, ...paragraph }) => paragraph },
  { every: 67, change: (paragraph) => ({ ...paragraph, sentenceList: paragraph.sentenceList.slice(1) }) },
  { every: 83, change: (paragraph) => ({ ...paragraph, sentenceList: [] }) },
  { every: 101, change: (paragraph) => ({ ...paragraph, sentenceList: null }) },
  { every: 103, change: ({ sentenceList: _absent, ...paragraph }) => paragraph },
  { every: 107, change: inNoTime },
];

/** The paragraph at this place of the recording, odd in at most one way. */
export function withOddity(paragraph: SpokenParagraph, index: number): WireParagraph {
  const oddity = ODDITIES.findLast(({ every }) => index % every === every - 1);
  return oddity === undefined ? paragraph : oddity.change(paragraph);
}

function withWordIds(sentence: WireSentence): WireSentence {
  const wordList = (sentence.wordList ?? []).map((word, index) => ({
    ...word,
    wordId: `${sentence.startTime * 1000}#${index}`,
  }));
  return { ...sentence, wordList };
}

/** The document's own sample has a paragraph whose start and end are the same instant. */
function inNoTime(paragraph: SpokenParagraph): WireParagraph {
  const { startTime } = paragraph;
  const instant = { startTime, endTime: startTime };
  const sentenceList = paragraph.sentenceList.map((sentence) => ({
    ...sentence,
    ...instant,
    wordList: (sentence.wordList ?? []).map((word) => ({ ...word, ...instant })),
  }));
  return { ...paragraph, ...instant, sentenceList };
}
