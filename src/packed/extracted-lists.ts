import { randomBytes } from "node:crypto";
import { BYTE } from "./bytes.js";
import { ROW_WIDTHS } from "./members.js";
import { PackedSentences, PackedWords, RowTable } from "./packed-rows.js";
import { readSentences, readWords } from "./compact-lists.js";

/** A compact list in a body, and the number by which it is found again. */
interface ExtractedList {
  readonly prefix: string;
  readonly number: number;
  /** The bytes of the list, with its brackets. */
  readonly start: number;
  readonly end: number;
}

/**
 * In the rest of a body, a string stands where a compact list stood: one of these prefixes and the list's number. The prefixes are random, so
 * the upstream cannot forge a placeholder. The key stays as it is, so the parser decides which of two lists in one object counts.
 */
const SECRET = randomBytes(9).toString("base64url");
const SENTENCES_PREFIX = `s#${SECRET}#`;
const WORDS_PREFIX = `w#${SECRET}#`;

/** The maximum length of a placeholder in bytes, less than the shortest list that is extracted. */
const PLACEHOLDER_LENGTH = WORDS_PREFIX.length + 12;

const placeholderOf = ({ prefix, number }: ExtractedList) => `"${prefix}${number}"`;

const SENTENCES_START = Buffer.from('"sentenceList":[');
const WORDS_START = Buffer.from('"wordList":[');

/** What a list's start is looked for by (`int64.ts` says why by a part). */
const LIST_SIGN = Buffer.from('List":[');

/** About what a sentence and a word take on the wire. */
const BYTES_OF = { sentence: 768, word: 96 } as const;

const { backslash: BACKSLASH } = BYTE;

/**
 * A body in UTF-8, which may be any text, with placeholders in place of its compact lists. They go on reading the body's bytes, which
 * must not change any more.
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
    this.rest = withPlaceholders(body, this.#extract());
    this.#words.trim();
    this.#sentences.trim();
  }

  /** The sentences that a value of the rest stands for; null when it is no placeholder. */
  sentencesFor(value: unknown): PackedSentences | null {
    return find(this.#sentenceLists, SENTENCES_PREFIX, value);
  }

  /** The words that a value of the rest stands for; null when it is no placeholder. */
  wordsFor(value: unknown): PackedWords | null {
    return find(this.#wordLists, WORDS_PREFIX, value);
  }

  #extract(): readonly ExtractedList[] {
    const { body } = this;
    const lists: ExtractedList[] = [];
    let sign = body.indexOf(LIST_SIGN);
    while (sign !== -1) {
      const start = sign + LIST_SIGN.length;
      const list = this.#extractAt(start);
      if (list !== null) lists.push(list);
      sign = body.indexOf(LIST_SIGN, list?.end ?? start);
    }
    return lists;
  }

  /** The list whose items begin at `start`; null when it is none, or not compact. */
  #extractAt(start: number): ExtractedList | null {
    const { body } = this;
    if (endsWith(body, start, SENTENCES_START)) return this.#extractSentences(start);
    return endsWith(body, start, WORDS_START) ? this.#extractWords(start) : null;
  }

  #extractSentences(start: number): ExtractedList | null {
    const [sentences, words] = [this.#sentences, this.#words];
    const [first, firstWord] = [sentences.size, words.size];
    const end = readSentences(sentences, words, start);
    if (end < 0) {
      sentences.truncate(first);
      words.truncate(firstWord);
      return null;
    }
    const number = this.#sentenceLists.push(new PackedSentences(sentences, words, first, sentences.size - first)) - 1;
    return { prefix: SENTENCES_PREFIX, number, start: start - 1, end };
  }

  #extractWords(start: number): ExtractedList | null {
    const words = this.#words;
    const first = words.size;
    const end = readWords(words, start);
    if (end < 0) {
      words.truncate(first);
      return null;
    }
    const number = this.#wordLists.push(new PackedWords(words, first, words.size - first)) - 1;
    return { prefix: WORDS_PREFIX, number, start: start - 1, end };
  }
}

function find<T>(lists: readonly T[], prefix: string, value: unknown): T | null {
  if (typeof value !== "string" || !value.startsWith(prefix)) return null;
  return lists[Number(value.slice(prefix.length))] ?? null;
}

/** The body with a placeholder in place of each list. */
function withPlaceholders(body: Buffer, lists: readonly ExtractedList[]): Buffer {
  const extractedBytes = lists.reduce((sum, { start, end }) => sum + end - start, 0);
  const rest = Buffer.allocUnsafe(body.length - extractedBytes + lists.length * PLACEHOLDER_LENGTH);
  let [read, length] = [0, 0];
  for (const list of lists) {
    length += body.copy(rest, length, read, list.start);
    length += rest.write(placeholderOf(list), length, "latin1");
    read = list.end;
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
