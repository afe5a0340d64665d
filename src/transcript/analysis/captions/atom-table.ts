import { canBreak, toAtoms, words } from "./atoms.js";
import { BREAKS, TRAIT, TRAITS } from "./characters.js";

/** Whether a line may end after an atom. */
const [CERTAIN, IN_DOUBT, REFUTED] = [0, 1, 2];

const { han: HAN, wide: WIDE, space: SPACE, spaceless: SPACELESS, opens: OPENS, closes: CLOSES } = TRAIT;
const { alphanumeric: ALPHANUMERIC, sentenceMark: SENTENCE, clauseMark: CLAUSE, followsMark: FOLLOWS } = TRAIT;
const { sentence: AFTER_SENTENCE, clause: AFTER_CLAUSE, word: AFTER_WORD } = BREAKS;

/** The number of atoms that most paragraphs have at most, and the largest room that is kept for the next text. */
const [FIRST_ROOM, MAX_KEPT_ROOM] = [2 ** 10, 2 ** 16];

/** Which breaks count: without those in doubt, with them, or with those that a lookup confirms. */
export type Certainty = "known" | "possible" | "true";

/**
 * The atoms of a text, as columns of numbers. Only a dictionary (`Intl.Segmenter`) knows whether a word ends between
 * two Chinese characters, and a lookup takes about as long as all other work on a paragraph. So each Chinese
 * character is an atom here, and the break between two of them is in doubt until it is looked up. A table is reused
 * for one text after another.
 */
export class AtomTable {
  /** The number of atoms. */
  size = 0;
  /** The offsets of each atom in the text. */
  starts = new Int32Array(FIRST_ROOM);
  ends = new Int32Array(FIRST_ROOM);
  /** The quality of the break after each atom: one of `BREAKS`. */
  qualities = new Uint8Array(FIRST_ROOM);
  #text = "";
  /** The text's words; null until one is looked up. */
  #segments: Intl.Segments | null = null;
  /** The offsets of the word that was looked up last. */
  #word: readonly [start: number, end: number] = [0, 0];
  #maxWidth = 0;
  /** The display columns before each atom, and last of all atoms. White space before an atom is one column of it. */
  #columns = new Int32Array(FIRST_ROOM + 1);
  /** 1 if white space precedes the atom, otherwise 0. */
  #spaces = new Uint8Array(FIRST_ROOM);
  #doubts = new Uint8Array(FIRST_ROOM);
  #hasWideWord = false;
  /** Whether atoms are separated by single spaces only. */
  #isEvenlySpaced = true;
  /** Whether any break may be in doubt. */
  hasDoubts = false;

  /** `dictionary` finds words. */
  constructor(readonly dictionary: Pick<Intl.Segmenter, "segment"> = words) {}

  /** Reads any text for lines of at most `maxWidth` columns. No atom is wider, and no break is in doubt. */
  readAny(text: string, maxWidth: number): void {
    this.#startOver(text, maxWidth);
    this.#isEvenlySpaced = false;
    for (const { start, end, width, spaced, breakAfter } of toAtoms(text, maxWidth))
      this.#add(start, end, width, spaced, breakAfter, CERTAIN);
  }

  /** Reads a text of common characters. Returns false for any other text, or if an atom would be too wide. */
  readCommon(text: string, maxWidth: number): boolean {
    this.#startOver(text, maxWidth);
    let start = 0;
    let width = 0;
    let quality: number = AFTER_WORD;
    let before: number = SPACE;
    let isSpaced = false;
    for (let at = 0; at <= text.length; at += 1) {
      const traits = at === text.length ? SPACE : (TRAITS[text.charCodeAt(at)] ?? 0);
      if (traits === 0) return false;
      const isSpace = (traits & SPACE) !== 0;
      if ((before & SPACE) === 0) {
        const doubt = isSpace ? CERTAIN : this.#doubtBetween(before, traits, start, at);
        if (doubt !== REFUTED) {
          if (width > maxWidth) return false;
          this.#add(start, at, width, isSpaced, quality, doubt);
          // One by one, because a destructuring assignment allocates.
          start = at;
          width = 0;
          quality = AFTER_WORD;
          isSpaced = false;
        }
      } else {
        start = at;
        isSpaced = this.size > 0;
        if (isSpace && at > 0) this.#isEvenlySpaced = false;
      }
      before = traits;
      if (isSpace) continue;
      width += (traits & WIDE) === 0 ? 1 : 2;
      if ((traits & SENTENCE) !== 0) quality = AFTER_SENTENCE;
      else if ((traits & FOLLOWS) === 0) quality = (traits & CLAUSE) === 0 ? AFTER_WORD : AFTER_CLAUSE;
    }
    return true;
  }

  /**
   * Whether all results since the text was read are right. They are not if a word turned out to be wider than a line.
   * Then this reads the text again, without doubts.
   */
  get isSound(): boolean {
    if (!this.#hasWideWord) return true;
    this.readAny(this.#text, this.#maxWidth);
    return false;
  }

  /** The display columns of the atoms from `first` to before `end` on one line. */
  widthOf(first: number, end: number): number {
    return this.columnsOf(first, end) - (this.#spaces[first] ?? 0);
  }

  /** The same with the white space before the first one. */
  columnsOf(first: number, end: number): number {
    return (this.#columns[end] ?? 0) - (this.#columns[first] ?? 0);
  }

  /** The text of the atoms from `first` to before `end` on one line. */
  lineOf(first: number, end: number): string {
    const line = this.#text.slice(this.starts[first], this.ends[end - 1]);
    return this.#isEvenlySpaced ? line : line.replace(/\s+/g, " ");
  }

  /** The end of the longest line that begins with an atom; its beginning if there is no break. */
  lineEnd(first: number, certainty: Certainty): number {
    const limit = (this.#columns[first] ?? 0) + (this.#spaces[first] ?? 0) + this.#maxWidth;
    let end = this.#lastWithin(limit, first + 1);
    while (end > first && !this.#counts(end - 1, certainty)) end -= 1;
    return end;
  }

  /** The number of atoms with at most `limit` columns before their end, at least `end`. A galloping search. */
  #lastWithin(limit: number, end: number): number {
    const columns = this.#columns;
    let known = end;
    let step = 1;
    while (known + step <= this.size && (columns[known + step] ?? 0) <= limit) {
      known += step;
      step *= 2;
    }
    for (; step > 0; step >>= 1) if (known + step <= this.size && (columns[known + step] ?? 0) <= limit) known += step;
    return known;
  }

  #counts(atom: number, certainty: Certainty): boolean {
    if (certainty === "known") return this.#doubts[atom] === CERTAIN;
    return certainty === "possible" ? this.mayBreak(atom) : this.isBreak(atom);
  }

  /** Whether a line may end after an atom, as far as is known. */
  mayBreak(atom: number): boolean {
    return this.#doubts[atom] !== REFUTED;
  }

  /** Whether a line may end after an atom. Looks it up if it is in doubt. */
  isBreak(atom: number): boolean {
    if (this.#doubts[atom] === IN_DOUBT) this.#lookUp(atom);
    return this.#doubts[atom] === CERTAIN;
  }

  /** Looks up all breaks in doubt. */
  lookUpAll(): void {
    for (let atom = 0; atom < this.size; atom += 1) this.isBreak(atom);
    this.hasDoubts = false;
  }

  #startOver(text: string, maxWidth: number): void {
    [this.#text, this.#maxWidth, this.size] = [text, maxWidth, 0];
    [this.#segments, this.#word] = [null, [0, 0]];
    [this.#hasWideWord, this.#isEvenlySpaced, this.hasDoubts] = [false, true, false];
    const room = this.starts.length;
    if (text.length > room || room > MAX_KEPT_ROOM) this.#makeRoom(Math.max(FIRST_ROOM, 2 * text.length));
  }

  #makeRoom(atoms: number): void {
    [this.starts, this.ends, this.#columns] = [new Int32Array(atoms), new Int32Array(atoms), new Int32Array(atoms + 1)];
    [this.#spaces, this.qualities, this.#doubts] = [
      new Uint8Array(atoms),
      new Uint8Array(atoms),
      new Uint8Array(atoms),
    ];
  }

  /** Whether a break is possible between two characters with these traits. `start`: the start of the current atom. */
  #doubtBetween(before: number, traits: number, start: number, at: number): number {
    if ((before & traits & HAN) !== 0) return IN_DOUBT;
    if ((before & OPENS) !== 0 || (traits & CLOSES) !== 0) return REFUTED;
    if (((before | traits) & HAN) !== 0) return CERTAIN;
    if ((before & traits & ALPHANUMERIC) !== 0) return REFUTED;
    const text = this.#text;
    const left = at - 2 < start ? 0 : (TRAITS[text.charCodeAt(at - 2)] ?? 0);
    const right = TRAITS[text.charCodeAt(at + 1)] ?? 0;
    if (((before | traits | left | ((right & HAN) === 0 ? right : 0)) & SPACELESS) === 0) return REFUTED;
    const [word, end] = this.#wordAt(at);
    const isEnd = word === at && canBreak(text, start, at, text.slice(word, end));
    return isEnd ? CERTAIN : REFUTED;
  }

  #add(start: number, end: number, width: number, isSpaced: boolean, quality: number, doubt: number): void {
    const atom = this.size;
    const space = isSpaced ? 1 : 0;
    this.starts[atom] = start;
    this.ends[atom] = end;
    this.#spaces[atom] = space;
    this.#columns[atom + 1] = (this.#columns[atom] ?? 0) + width + space;
    this.qualities[atom] = quality;
    this.#doubts[atom] = doubt;
    if (doubt === IN_DOUBT) this.hasDoubts = true;
    this.size = atom + 1;
  }

  /** Looks up the word at the end of an atom. This settles the breaks inside the word and at both of its ends. */
  #lookUp(atom: number): void {
    const [start, end] = this.#wordAt(this.ends[atom] ?? 0);
    let first = atom + 1;
    while ((this.starts[first] ?? 0) > start) first -= 1;
    if (first > 0 && this.starts[first] === start) this.#doubts[first - 1] = CERTAIN;
    let last = first;
    for (; (this.ends[last] ?? end) < end; last += 1) this.#doubts[last] = REFUTED;
    if (this.ends[last] === end) this.#doubts[last] = CERTAIN;
    this.#checkWidth(first, last);
  }

  /** The word around an offset. One segmentation serves the whole text, because each takes as long as the text. */
  #wordAt(place: number): readonly [start: number, end: number] {
    const [known, knownEnd] = this.#word;
    if (known <= place && place < knownEnd) return this.#word;
    this.#segments ??= this.dictionary.segment(this.#text);
    const { index, segment } = this.#segments.containing(place) ?? { index: place, segment: "" };
    return (this.#word = [index, index + segment.length]);
  }

  /** Checks the width of atoms that no break separates. */
  #checkWidth(first: number, last: number): void {
    let [from, to] = [first, last];
    while (this.#doubts[from - 1] === REFUTED) from -= 1;
    while (this.#doubts[to] === REFUTED) to += 1;
    if (this.widthOf(from, to + 1) > this.#maxWidth) this.#hasWideWord = true;
  }
}
