import type { Word } from "../../transcript/model.js";
import { type PagePath, broken } from "./page-path.js";
import { isObject, isTime } from "./decode-values.js";

/** A word before it is checked. */
interface WireWord {
  readonly word?: unknown;
  readonly wordId?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
}

/** The words of a sentence. A page holds up to 100,000, so the place of a fault is looked for only where there is one. */
export function toWords(list: readonly unknown[], sentence: PagePath): readonly Word[] {
  return list.map(
    (value, index) => toWord(value, index) ?? refuseWord(value, { parent: sentence, list: "wordList", index }),
  );
}

/** The word; null when anything in it is wrong. */
function toWord(value: unknown, index: number): Word | null {
  if (!isObject(value)) return null;
  const { word, wordId, startTime, endTime }: WireWord = value;
  const text = word ?? "";
  const id = wordId ?? null;
  if (typeof text !== "string" || (typeof id !== "string" && id !== null)) return null;
  return isTime(startTime) && isTime(endTime) ? { index, wordId: id, text, startTime, endTime } : null;
}

/** Throws `UpstreamBadResponse` naming the first fault of a word that has one. */
function refuseWord(value: unknown, place: PagePath): never {
  if (!isObject(value)) throw broken(place, "", "an object", value);
  const { word, wordId, startTime, endTime }: WireWord = value;
  if (typeof (word ?? "") !== "string") throw broken(place, "word", "a string", word);
  if (typeof (wordId ?? "") !== "string") throw broken(place, "wordId", "a string", wordId);
  if (!isTime(startTime)) throw broken(place, "startTime", "a whole number of milliseconds", startTime);
  throw broken(place, "endTime", "a whole number of milliseconds", endTime);
}
