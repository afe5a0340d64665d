/** Joins words to text: with a space between Latin words and after Latin punctuation, without spaces around Chinese. */
export function joinWords(words: readonly string[]): string {
  return words.reduce((text, word) => text + (parted(text, word) ? " " : "") + word, "");
}

const parted = (before: string, after: string) =>
  /[.?!,:]$/.test(before) || (isLatin(before.at(-1)) && isLatin(after.at(0)));

const isLatin = (character = "。") => character <= "\u{7f}";

/** Splits words into sentences. */
export function toSentences(words: readonly string[]): readonly (readonly string[])[] {
  const ends = words.flatMap((word, index) => (/[.?!。？！]$/.test(word) || index === words.length - 1 ? [index] : []));
  return ends.map((end, index) => words.slice((ends[index - 1] ?? -1) + 1, end + 1));
}

/**
 * The approximate time to say a word, in milliseconds: a Chinese character is a syllable, a Latin letter a part of one.
 */
export function spokenMs(word: string): number {
  const syllables = word.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = word.match(/[\p{Script=Latin}\d]/gu)?.length ?? 0;
  return syllables * 255 + (letters === 0 ? 0 : 140 + letters * 60);
}
