/**
 * Folds texts for comparison, like "find in page". Different encodings of a character become equal (NFKC), upper
 * and lower case become equal, and a run of white space becomes one space. JavaScript has no case folding, so
 * texts are converted to upper and then to lower case. The result differs only for the final sigma, which depends
 * on its neighbours, and for the German capital ẞ, which is its own upper case.
 */
export class TextFolding {
  readonly #folded = new WeakMap<object, string>();

  /**
   * `representatives`: maps Chinese characters to the character that they count as. A character of one UTF-16 unit must
   * have a representative of one unit.
   */
  constructor(readonly representatives: ReadonlyMap<string, string> = new Map()) {}

  /** The folded text. Texts that count as equal have the same one. */
  fold(text: string): string {
    return isPlain(text) ? this.#foldPlain(text) : this.#foldCharacters(text).replace(SPACES, " ");
  }

  /**
   * Like `fold`, for an object that never changes, such as a paragraph of a cached transcript. The text is folded once
   * and kept as long as the object lives. It takes at most two bytes per UTF-16 unit. No budget counts them.
   */
  foldOnce(owner: { readonly text: string }): string {
    const known = this.#folded.get(owner);
    if (known !== undefined) return known;
    const folded = this.fold(owner.text);
    this.#folded.set(owner, folded);
    return folded;
  }

  /** Folds a text like `fold`, and keeps the offsets in the original. */
  foldWithOffsets(text: string): FoldedText {
    if (!isPlain(text)) return this.#foldClusters(text);
    return { text: this.#foldPlain(text), toOriginal: (start, end) => ({ start, end }) };
  }

  #foldPlain(text: string): string {
    const halfWidth = text.replace(FULL_WIDTH, (form) => String.fromCharCode(form.charCodeAt(0) - FULL_WIDTH_OFFSET));
    return this.#toRepresentatives(halfWidth.toLowerCase());
  }

  #foldCharacters(text: string): string {
    const oneCase = text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ").replaceAll("ß", "ss");
    return this.#toRepresentatives(oneCase.normalize("NFKC"));
  }

  #toRepresentatives(text: string): string {
    const { representatives } = this;
    if (representatives.size === 0) return text;
    return text.replace(HAN, (character) => representatives.get(character) ?? character);
  }

  /** Folds cluster by cluster: a character with those that normalisation may join to it. */
  #foldClusters(original: string): FoldedText {
    const starts: number[] = [];
    const ends: number[] = [];
    const characters: string[] = [];
    for (const { start, end } of clustersOf(original))
      for (const character of this.#foldCharacters(original.slice(start, end))) {
        const folded = character.replace(SPACES, " ");
        if (folded === " " && characters.at(-1) === " ") ends[ends.length - 1] = end;
        else {
          characters.push(folded);
          for (let unit = 0; unit < folded.length; unit += 1) {
            starts.push(start);
            ends.push(end);
          }
        }
      }
    return {
      text: characters.join(""),
      toOriginal: (start, end) => ({ start: starts[start] ?? original.length, end: ends[end - 1] ?? original.length }),
    };
  }
}

/** Folds without making traditional and simplified characters equal. */
export const EXACT_CHINESE = new TextFolding();

/** A folded text with the offsets of its characters in the original. */
export interface FoldedText {
  readonly text: string;
  /**
   * The part of the original, in UTF-16 units, for the folded text from `start` to before `end`. Folding can turn one
   * character into several; the part has whole original characters only.
   */
  toOriginal(start: number, end: number): TextRange;
}

/** A part of a text in UTF-16 units, without `end` itself. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const SPACES = /\s+/g;

const HAN = /\p{Script=Han}/gu;

/** A text whose characters each fold to one: printable ASCII, common Chinese, and full-width forms of ASCII. */
const PLAIN = /^[ -~\u3001-\u3002\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/** Full-width forms of ASCII, such as Chinese commas and question marks. NFKC converts them to ASCII. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;

/** The distance in Unicode from an ASCII character to its full-width form. */
const FULL_WIDTH_OFFSET = 0xff01 - 0x21;

const isPlain = (text: string) => PLAIN.test(text) && !text.includes("  ");

/** A code point that normalisation may join to the one before: a mark, part of a Hangul syllable or Kirat Rai vowel. */
const JOINS = /^[\p{M}\u1160-\u11FF\u{16D67}]/u;

function clustersOf(text: string): TextRange[] {
  const clusters: TextRange[] = [];
  let [start, end] = [0, 0];
  for (const character of text) {
    if (end > 0 && !JOINS.test(character.normalize("NFKD"))) {
      clusters.push({ start, end });
      start = end;
    }
    end += character.length;
  }
  return end > 0 ? [...clusters, { start, end }] : clusters;
}
