import { EXACT_CHINESE, TextFolding } from "./folded-text.js";

/**
 * The folding of searches. When it is on, traditional and simplified characters count as equal; the dictionary is read only then.
 *
 * It goes by characters, by the first choice of OpenCC's dictionary TSCharacters. OpenCC's phrases are left out: they depend on what stands
 * around a character, so a word would fold differently alone in a query and inside of a sentence. What is one character in the one script and
 * several in the other counts as one, so a search can find more than was meant, and never less: 发 finds 發 and 髮.
 */
export async function createFolding(foldsChinese: boolean): Promise<TextFolding> {
  if (!foldsChinese) return EXACT_CHINESE;
  const { default: dictionary } = await import("opencc-js/dict/TSCharacters");
  return new TextFolding(toRepresentatives(dictionary));
}

/**
 * One character for each traditional one and its simplified one: the simplified one. Where that takes two UTF-16 units and the traditional one
 * takes one, it is the other way round, so that texts of characters of one unit keep their length. The dictionary's entries are
 * `traditional simplified`, with further choices behind a space, and `|` between two.
 */
export function toRepresentatives(dictionary: string): ReadonlyMap<string, string> {
  const representatives = new Map<string, string>();
  for (const entry of dictionary.split("|")) {
    const [traditional = "", simplified = ""] = entry.split(" ");
    const known = representatives.get(simplified) ?? simplified;
    if (known.length <= traditional.length) representatives.set(traditional, known);
    else representatives.set(known, traditional);
  }
  // A representative may have got one of its own by a later entry.
  for (const [character, other] of representatives) representatives.set(character, representatives.get(other) ?? other);
  return representatives;
}
