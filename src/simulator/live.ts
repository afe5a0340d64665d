import { joinWords } from "./script.js";
import type { JsonParagraph, JsonSentence, Transcript } from "./transcript.js";

/**
 * The part of a meeting that has been said at `timeMs` of its recording. A paragraph that is still being spoken ends
 * with the last complete word. A paragraph that has appeared keeps its place. The transcript must be sorted by start
 * time.
 */
export function saidBy(transcript: Transcript, timeMs: number): Transcript {
  return transcript
    .filter(({ startTime }) => startTime < timeMs)
    .map((paragraph) => (paragraph.endTime <= timeMs ? paragraph : begun(paragraph, timeMs)));
}

function begun(paragraph: JsonParagraph, timeMs: number): JsonParagraph {
  const all = paragraph.sentenceList ?? [];
  // The list may lack the first sentence, which is then there from the start.
  const unlisted = paragraph.paragraph?.slice(0, -textOf(all).length) ?? "";
  const sentences = all
    .map((sentence) => {
      const wordList = (sentence.wordList ?? []).filter(({ endTime }) => endTime <= timeMs);
      const endTime = wordList.at(-1)?.endTime ?? sentence.startTime;
      return { ...sentence, sentence: joinWords(wordList.map(({ word }) => word)), endTime, wordList };
    })
    .filter(({ wordList }) => wordList.length > 0);
  return {
    ...paragraph,
    endTime: sentences.at(-1)?.endTime ?? paragraph.startTime,
    paragraph: (unlisted + textOf(sentences)).trimEnd(),
    ...(paragraph.sentenceList && { sentenceList: sentences }),
  };
}

const textOf = (sentences: readonly JsonSentence[]) => joinWords(sentences.map(({ sentence }) => sentence));
