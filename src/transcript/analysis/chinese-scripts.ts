import { EXACT_CHINESE, TextFolding } from "./folded-text.js";

/**
 * The text folding of searches. If `foldsChinese` is true, traditional and simplified characters count as equal, and
 * OpenCC's dictionary is loaded.
 *
 * It replaces single characters by the first choice of OpenCC's dictionary TSCharacters. It does not use OpenCC's
 * phrases, because they depend on the context: a word would fold differently in a query and in a sentence. If one
 * script has one character and the other several, all of them count as equal. So a search can find more than intended,
 * but never less: 发 finds 發 and 髮.
 */
export async function createFolding(foldsChinese: boolean): Promise<TextFolding> {
  if (!foldsChinese) return EXACT_CHINESE;
  const { default: dictionary } = await import("opencc-js/dict/TSCharacters");
  return new TextFolding(toRepresentatives(dictionary));
}

/**
 * Maps each traditional character to its simplified one. If the simplified one takes two UTF-16 units and the
 * traditional one takes one, the mapping is reversed, so that texts of one-unit characters keep their length.
 * The dictionary's entries are separated by `|`. An entry is `traditional simplified`, with further choices
 * after more spaces.
 */
export function toRepresentatives(dictionary: string): ReadonlyMap<string, string> {
  const representatives = new Map<string, string>();
  for (const entry of dictionary.split("|")) {
    const [traditional = "", simplified = ""] = entry.split(" ");
    const known = representatives.get(simplified) ?? simplified;
    if (known.length <= traditional.length) representatives.set(traditional, known);
    else representatives.set(known, traditional);
  }
  // A later entry may have given a representative another representative.
  for (const [character, other] of representatives) representatives.set(character, representatives.get(other) ?? other);
  return representatives;
}
