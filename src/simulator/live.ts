import { joinWords } from "./script.js";
import type { Transcript, JsonParagraph } from "./transcript.js";

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
  const sentences = (paragraph.sentenceList ?? [])
    .map((sentence) => {
      const wordList = (sentence.wordList ?? []).filter(({ endTime }) => endTime <= timeMs);
      const endTime = wordList.at(-1)?.endTime ?? sentence.startTime;
      return { ...sentence, sentence: joinWords(wordList.map(({ word }) => word)), endTime, wordList };
    })
    .filter(({ wordList }) => wordList.length > 0);
  return {
    ...paragraph,
    endTime: sentences.at(-1)?.endTime ?? paragraph.startTime,
    paragraph: joinWords(sentences.map(({ sentence }) => sentence)),
    ...(paragraph.sentenceList && { sentenceList: sentences }),
  };
}
