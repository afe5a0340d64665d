import { joinWords } from "./script.js";
import type { Transcript, WireParagraph } from "./transcript.js";

/**
 * As much of a meeting as has been said at `timeMs` of its recording: a paragraph that somebody is still speaking ends with the
 * last word that is over. A paragraph keeps its place once it is there. The transcript must be in the order of its start times.
 */
export function saidBy(transcript: Transcript, timeMs: number): Transcript {
  return transcript
    .filter(({ startTime }) => startTime < timeMs)
    .map((paragraph) => (paragraph.endTime <= timeMs ? paragraph : begun(paragraph, timeMs)));
}

function begun(paragraph: WireParagraph, timeMs: number): WireParagraph {
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
