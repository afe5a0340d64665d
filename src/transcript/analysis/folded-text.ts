/**
 * Folds a text for comparison, as "find in page" does: compatibility forms and the ways to write one character become equal
 * (NFKC), upper and lower case become equal, and a run of white space becomes one space. JavaScript has no case folding: upper, then
 * lower case is the same but for the final sigma, which depends on its neighbours.
 */
export function fold(text: string): string {
  return isPlain(text) ? foldPlainText(text) : foldCharacters(text).replace(SPACES, " ");
}

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

/** Folds a text to what `fold` makes of it, and keeps the way back. */
export function foldWithOffsets(text: string): FoldedText {
  return isPlain(text) ? foldPlain(text) : foldPieces(text);
}

const SPACES = /\s+/g;

/** Characters that fold one by one to one character each: printable ASCII, common Chinese, and full-width forms of ASCII. */
const PLAIN = /^[ -~\u3001-\u3002\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/** Full-width forms of ASCII, such as Chinese commas and question marks; NFKC makes them ASCII. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;

/** How far a full-width form stands behind its ASCII character in Unicode. */
const FULL_WIDTH_OFFSET = 0xff01 - 0x21;

const isPlain = (text: string) => PLAIN.test(text) && !text.includes("  ");

/** Whether a code point may be joined to what stands before it: a mark, a vowel or a final of a Hangul syllable, a vowel of Kirat Rai. */
const JOINS = /^[\p{M}\u1160-\u11FF\u{16D67}]/u;

function foldCharacters(text: string): string {
  return text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}

function foldPlainText(text: string): string {
  return text.replace(FULL_WIDTH, (form) => String.fromCharCode(form.charCodeAt(0) - FULL_WIDTH_OFFSET)).toLowerCase();
}

function foldPlain(text: string): FoldedText {
  return { text: foldPlainText(text), toOriginal: (start, end) => ({ start, end }) };
}

/** Folds piece by piece: normalisation joins nothing across the border of two pieces. */
function foldPieces(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  const characters: string[] = [];
  for (const { start, end } of piecesOf(original))
    for (const character of foldCharacters(original.slice(start, end))) {
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
