import { randomBytes } from "node:crypto";
import { PackedSentences, PackedWords, ROW_WIDTHS, RowTable } from "./packed-rows.js";
import { readSentences, readWords } from "./compact-lists.js";

/** What takes the place of a list: a member whose key no upstream can come upon, since it would point at another's words. */
interface Cut {
  readonly key: string;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

const SECRET = randomBytes(9).toString("base64url");
const SENTENCES_KEY = `s#${SECRET}`;
const WORDS_KEY = `w#${SECRET}`;

/** The most bytes of what takes the place of a list, less than the shortest list with its key. */
const CUT_LENGTH = WORDS_KEY.length + 16;

/** The number is a string: digits by themselves could go on in what follows in a broken body. */
function memberFor({ key, number }: Cut): string {
  return `"${key}":"${number}"`;
}

const SENTENCES_START = Buffer.from('"sentenceList":[');
const WORDS_START = Buffer.from('"wordList":[');

/** What a list's start is looked for by (`int64.ts` says why by a part). */
const LIST_SIGN = Buffer.from('List":[');

/** About what a sentence and a word take on the wire. */
const BYTES_OF = { sentence: 768, word: 96 } as const;

const BACKSLASH = "\\".charCodeAt(0);

/**
 * A body in UTF-8, which may be any text, without its plain lists. They go on reading the body's bytes, which must not change any
 * more.
 */
export class ExtractedLists {
  /** JSON exactly if the body is. */
  readonly rest: Buffer;
  readonly #words: RowTable;
  readonly #sentences: RowTable;
  readonly #wordLists: PackedWords[] = [];
  readonly #sentenceLists: PackedSentences[] = [];

  constructor(readonly body: Buffer) {
    const tableOf = (name: keyof typeof ROW_WIDTHS) =>
      new RowTable(body, ROW_WIDTHS[name], Math.ceil(body.length / BYTES_OF[name]));
    this.#words = tableOf("word");
    this.#sentences = tableOf("sentence");
    this.rest = without(body, this.#cut());
  }

  /** The list that was cut out of a paragraph of the rest; null when none was. */
  sentencesOf(paragraph: object): PackedSentences | null {
    return listAt(this.#sentenceLists, Reflect.get(paragraph, SENTENCES_KEY));
  }

  /** The list that was cut out of a sentence of the rest; null when none was. */
  wordsOf(sentence: object): PackedWords | null {
    return listAt(this.#wordLists, Reflect.get(sentence, WORDS_KEY));
  }

  #cut(): readonly Cut[] {
    const { body } = this;
    const cuts: Cut[] = [];
    let sign = body.indexOf(LIST_SIGN);
    while (sign !== -1) {
      const start = sign + LIST_SIGN.length;
      const cut = this.#cutAt(start);
      if (cut !== null) cuts.push(cut);
      sign = body.indexOf(LIST_SIGN, cut?.end ?? start);
    }
    return cuts;
  }

  /** Cuts the list whose items begin at `start`; null when it is none, or not plain. */
  #cutAt(start: number): Cut | null {
    const { body } = this;
    if (endsWith(body, start, SENTENCES_START)) return this.#cutSentences(start);
    return endsWith(body, start, WORDS_START) ? this.#cutWords(start) : null;
  }

  #cutSentences(start: number): Cut | null {
    const [sentences, words] = [this.#sentences, this.#words];
    const [first, firstWord] = [sentences.size, words.size];
    const end = readSentences(sentences, words, start);
    if (end < 0) {
      sentences.truncate(first);
      words.truncate(firstWord);
      return null;
    }
    const number = this.#sentenceLists.push(new PackedSentences(sentences, words, first, sentences.size - first)) - 1;
    return { key: SENTENCES_KEY, number, start: start - SENTENCES_START.length, end };
  }

  #cutWords(start: number): Cut | null {
    const words = this.#words;
    const first = words.size;
    const end = readWords(words, start);
    if (end < 0) {
      words.truncate(first);
      return null;
    }
    const number = this.#wordLists.push(new PackedWords(words, first, words.size - first)) - 1;
    return { key: WORDS_KEY, number, start: start - WORDS_START.length, end };
  }
}

function listAt<T>(lists: readonly T[], number: unknown): T | null {
  return number === undefined ? null : (lists[Number(number)] ?? null);
}

function without(body: Buffer, cuts: readonly Cut[]): Buffer {
  const cutBytes = cuts.reduce((sum, { start, end }) => sum + end - start, 0);
  const rest = Buffer.allocUnsafe(body.length - cutBytes + cuts.length * CUT_LENGTH);
  let [read, length] = [0, 0];
  for (const cut of cuts) {
    length += body.copy(rest, length, read, cut.start);
    length += rest.write(memberFor(cut), length, "latin1");
    read = cut.end;
  }
  length += body.copy(rest, length, read);
  return rest.subarray(0, length);
}

/**
 * Whether the bytes before a position end with a list's start, and that is a key: inside a JSON string its first quote would
 * follow a backslash, outside it never does.
 */
function endsWith(body: Buffer, end: number, start: Buffer): boolean {
  const key = end - start.length;
  return key > 0 && body[key - 1] !== BACKSLASH && body.compare(start, 0, start.length, key, end) === 0;
}
