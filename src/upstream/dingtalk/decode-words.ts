import { ABSENT_TEXT, type Word } from "../../transcript/model.js";
import { isObject, isTime, toList, toTextOrEmpty, toTextOrNull } from "./decode-values.js";
import { toSpan } from "./decode-times.js";
import { QUOTED_KEYS } from "./int64.js";
import type { OddityCounts } from "./oddities.js";
import { type PagePath, broken } from "./page-path.js";

/** A word before it is checked. */
interface UncheckedWord {
  readonly word?: unknown;
  readonly wordId?: unknown;
  readonly [QUOTED_KEYS.wordId]?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
}

/**
 * The words of a parsed list, in a sentence that starts at `startTime`. A page has up to 100,000 words, so repairs and
 * the place of a fault are computed only for faulty words. @throws UpstreamBadResponse with the first fault.
 */
export function toWords(
  value: unknown,
  sentence: PagePath,
  startTime: number,
  oddities: OddityCounts,
): readonly Word[] {
  const list = toList(value, sentence, "wordList");
  if (list.length > 0) oddities.add("slow-list");
  let before = startTime;
  return list.map((item, index) => {
    const word =
      toWord(item, index) ?? repairWord(item, { parent: sentence, list: "wordList", index }, before, oddities);
    before = word.endTime;
    return word;
  });
}

/** The word; null if it has any fault. */
function toWord(value: unknown, index: number): Word | null {
  if (!isObject(value) || QUOTED_KEYS.wordId in value) return null;
  const { word, wordId, startTime, endTime }: UncheckedWord = value;
  const text = word ?? ABSENT_TEXT;
  const id = wordId ?? null;
  if (typeof text !== "string" || (typeof id !== "string" && id !== null)) return null;
  return isTime(startTime) && isTime(endTime) ? { index, wordId: id, text, startTime, endTime } : null;
}

/** The word with its small faults repaired. `before` is the end of the previous word, or the start of the sentence. */
function repairWord(value: unknown, place: PagePath, before: number, oddities: OddityCounts): Word {
  if (!isObject(value)) throw broken(place, "", "an object", value);
  const raw: UncheckedWord = value;
  const text = toTextOrEmpty(raw.word, place, "word");
  const wordId = toWordIdOrNull(raw, place, oddities);
  return { index: place.index, wordId, text, ...toSpan(raw, place, before, oddities) };
}

/** The id as a string, or null if it is missing. A whole number must be exact. */
function toWordIdOrNull(raw: UncheckedWord, place: PagePath, oddities: OddityCounts): string | null {
  const { wordId, [QUOTED_KEYS.wordId]: quoted } = raw;
  const isNumber = Number.isSafeInteger(wordId);
  if (isNumber || (wordId === undefined && quoted !== undefined)) oddities.add("numeric-word-id");
  return toTextOrNull(isNumber ? String(wordId) : (wordId ?? quoted), place, "wordId");
}
