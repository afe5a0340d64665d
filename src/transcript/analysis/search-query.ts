import { BadUserInput } from "../../errors.js";
import { EXACT_CHINESE, type TextFolding } from "./folded-text.js";

/** The maximum length of a query, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 256;

/** The maximum number of words and phrases in a query. */
export const MAX_TERMS = 32;

/** A phrase in quotation marks, straight or curved, or a word: anything between white space and quotation marks. */
const TERM = /"(?<straight>[^"]*)"|“(?<curved>[^“”]*)”|(?<word>[^\s"“”]+)/g;

/**
 * The folded words and phrases of a query, without repeats. All of them must occur in a paragraph. A quotation mark
 * without a partner is ignored. @throws BadUserInput for a query that is too long, malformed, or without words.
 */
export function parseQuery(query: string, folding: TextFolding = EXACT_CHINESE): readonly string[] {
  if (query.length > MAX_QUERY_LENGTH)
    throw new BadUserInput(`query: must have at most ${MAX_QUERY_LENGTH} characters, and has ${query.length}`);
  if (!query.isWellFormed())
    throw new BadUserInput("query: must be well-formed Unicode, and has half of a surrogate pair");
  const found = query.normalize("NFKC").matchAll(TERM);
  const terms = Array.from(found, ({ groups: { straight, curved, word } = {} }) =>
    folding.fold(straight ?? curved ?? word ?? ""),
  );
  const unique = [...new Set(terms.map((term) => term.trim()).filter((term) => term !== ""))];
  if (unique.length === 0) throw new BadUserInput("query: must have a word or a phrase to look for");
  if (unique.length > MAX_TERMS)
    throw new BadUserInput(`query: must have at most ${MAX_TERMS} words and phrases, and has ${unique.length}`);
  return unique;
}
