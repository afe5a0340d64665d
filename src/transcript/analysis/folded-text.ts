/**
 * Folds texts for comparison, as "find in page" does: compatibility forms and the ways to write one character become equal
 * (NFKC), upper and lower case become equal, and a run of white space becomes one space. JavaScript has no case folding: upper, then
 * lower case is the same but for the final sigma, which depends on its neighbours.
 */
export class TextFolding {
  readonly #folded = new WeakMap<object, string>();

  /**
   * `representatives`: Chinese characters that count as another one, each with that one. A character of one UTF-16 unit must have a
   * representative of one unit.
   */
  constructor(readonly representatives: ReadonlyMap<string, string> = new Map()) {}

  /** What two texts that count as equal both become. */
  fold(text: string): string {
    return isPlain(text) ? this.#foldPlain(text) : this.#foldCharacters(text).replace(SPACES, " ");
  }

  /**
   * The same for a text of an object that never changes, such as a paragraph of a cached transcript: it is folded once, and forgotten when
   * the object goes. It takes at most two bytes for each UTF-16 unit of the folded text, which no budget counts.
   */
  foldOnce(owner: { readonly text: string }): string {
    const known = this.#folded.get(owner);
    if (known !== undefined) return known;
    const folded = this.fold(owner.text);
    this.#folded.set(owner, folded);
    return folded;
  }

  /** Folds a text to what `fold` makes of it, and keeps the way back. */
  foldWithOffsets(text: string): FoldedText {
    if (!isPlain(text)) return this.#foldPieces(text);
    return { text: this.#foldPlain(text), toOriginal: (start, end) => ({ start, end }) };
  }

  #foldPlain(text: string): string {
    const halfWidth = text.replace(FULL_WIDTH, (form) => String.fromCharCode(form.charCodeAt(0) - FULL_WIDTH_OFFSET));
    return this.#toRepresentatives(halfWidth.toLowerCase());
  }

  #foldCharacters(text: string): string {
    const oneCase = text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ");
    return this.#toRepresentatives(oneCase.normalize("NFKC"));
  }

  #toRepresentatives(text: string): string {
    const { representatives } = this;
    if (representatives.size === 0) return text;
    return text.replace(HAN, (character) => representatives.get(character) ?? character);
  }

  /** Folds piece by piece: normalisation joins nothing across the border of two pieces. */
  #foldPieces(original: string): FoldedText {
    const starts: number[] = [];
    const ends: number[] = [];
    const characters: string[] = [];
    for (const { start, end } of piecesOf(original))
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

/** Folds without a look at which Chinese characters are one in two scripts. */
export const EXACT_CHINESE = new TextFolding();

/** A folded text that knows where each of its characters comes from. */
export interface FoldedText {
  readonly text: string;
  /**
   * The part of the original, in UTF-16 units, that `start` up to `end` of the folded text comes from. Folding can turn one
   * character into several; the part is made of whole originals.
   */
  toOriginal(start: number, end: number): TextRange;
}

/** A part of a text in UTF-16 units; `end` is out of it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const SPACES = /\s+/g;

const HAN = /\p{Script=Han}/gu;

/** Characters that fold one by one to one character each: printable ASCII, common Chinese, and full-width forms of ASCII. */
const PLAIN = /^[ -~\u3001-\u3002\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/** Full-width forms of ASCII, such as Chinese commas and question marks; NFKC makes them ASCII. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;

/** How far a full-width form stands behind its ASCII character in Unicode. */
const FULL_WIDTH_OFFSET = 0xff01 - 0x21;

const isPlain = (text: string) => PLAIN.test(text) && !text.includes("  ");

/** Whether a code point may be joined to what stands before it: a mark, a vowel or a final of a Hangul syllable, a vowel of Kirat Rai. */
const JOINS = /^[\p{M}\u1160-\u11FF\u{16D67}]/u;

function piecesOf(text: string): TextRange[] {
  const pieces: TextRange[] = [];
  let [start, end] = [0, 0];
  for (const character of text) {
    if (end > 0 && !JOINS.test(character.normalize("NFKC"))) {
      pieces.push({ start, end });
      start = end;
    }
    end += character.length;
  }
  return end > 0 ? [...pieces, { start, end }] : pieces;
}
