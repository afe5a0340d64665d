import type { UpstreamBadResponse } from "../errors.js";
import type { Word } from "../transcript/model.js";
import { type Place, broken } from "./wire-place.js";
import { isObject, isTime } from "./wire-values.js";

/** A word before it is checked; what is checked is then the model's word, the same object. */
interface WireWord {
  word?: unknown;
  wordId?: unknown;
  startTime?: unknown;
  endTime?: unknown;
}

/**
 * The list itself, once every word in it is whole. A page holds up to 100,000 words, so they are checked where they are:
 * none is copied, and only a word without `word` or `wordId` is written to. Throws `UpstreamBadResponse` naming the word.
 */
export function toWords(list: readonly unknown[], sentence: Place): readonly Word[] {
  if (list.every(isWord)) return list;
  const index = list.findIndex((word) => !isWord(word));
  throw brokenWord(list[index], { parent: sentence, list: "wordList", index });
}

function isWord(value: unknown): value is Word {
  if (!isObject(value)) return false;
  const word: WireWord = value;
  word.word ??= "";
  if (word.wordId === undefined) word.wordId = null;
  return (
    typeof word.word === "string" &&
    (word.wordId === null || typeof word.wordId === "string") &&
    isTime(word.startTime) &&
    isTime(word.endTime)
  );
}

function brokenWord(value: unknown, place: Place): UpstreamBadResponse {
  if (!isObject(value)) return broken(place, "", "an object", value);
  const { word, wordId, startTime, endTime }: WireWord = value;
  if (typeof word !== "string") return broken(place, "word", "a string", word);
  if (typeof wordId !== "string" && wordId !== null) return broken(place, "wordId", "a string", wordId);
  if (!isTime(startTime)) return broken(place, "startTime", "a whole number of milliseconds", startTime);
  return broken(place, "endTime", "a whole number of milliseconds", endTime);
}
