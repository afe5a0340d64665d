import { randomBytes } from "node:crypto";
import { freeMemory } from "../free-memory.js";
import { BYTE } from "./bytes.js";
import { ROW_WIDTHS } from "./members.js";
import { PackedSentences, PackedWords } from "./packed-rows.js";
import { RowTable } from "./row-table.js";
import { readSentences, readWords } from "./compact-lists.js";

/** A compact list in a body, and its number in the placeholder. */
interface ExtractedList {
  readonly prefix: string;
  readonly number: number;
  /** The bytes of the list, with its brackets. */
  readonly start: number;
  readonly end: number;
}

/**
 * A placeholder replaces each compact list: a string of one of these prefixes and the list's number. The prefixes are
 * random, so the upstream cannot forge a placeholder. The key remains, so the parser decides which of two lists in
 * one object counts.
 */
const SECRET = randomBytes(9).toString("base64url");
const SENTENCES_PREFIX = `s#${SECRET}#`;
const WORDS_PREFIX = `w#${SECRET}#`;

/** The maximum length of a placeholder in bytes. It is shorter than any extracted list. */
const PLACEHOLDER_LENGTH = WORDS_PREFIX.length + 12;

const placeholderOf = ({ prefix, number }: ExtractedList) => `"${prefix}${number}"`;

const SENTENCES_START = Buffer.from('"sentenceList":[');
const WORDS_START = Buffer.from('"wordList":[');

/** The text that the search for lists looks for. `int64.ts` explains why it is only a part of the key. */
const LIST_SIGN = Buffer.from('List":[');

/** The approximate size of a sentence and a word in a page, in bytes. */
const BYTES_OF = { sentence: 768, word: 96 } as const;

const { backslash: BACKSLASH } = BYTE;

/**
 * A body with its compact lists replaced by placeholders. The body may be any UTF-8 text. The lists read the body's
 * bytes, so these must not change any more.
 */
export class ExtractedLists {
  /** The body with placeholders. It is valid JSON if and only if the body is. */
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

  /** The sentences of a placeholder; null for any other value. */
  sentencesFor(value: unknown): PackedSentences | null {
    return find(this.#sentenceLists, SENTENCES_PREFIX, value);
  }

  /** The words of a placeholder; null for any other value. */
  wordsFor(value: unknown): PackedWords | null {
    return find(this.#wordLists, WORDS_PREFIX, value);
  }

  /** Frees the body and the rows of the lists. A later read of a row throws. */
  release(): void {
    this.#words.release();
    this.#sentences.release();
    freeMemory(this.body);
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

  /** The list whose items begin at `start`; null if there is no list, or it is not compact. */
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
 * True if the bytes before `end` are a list's key and bracket. Inside a JSON string, the key's first quote would follow
 * a backslash; outside it never does.
 */
function endsWith(body: Buffer, end: number, start: Buffer): boolean {
  const key = end - start.length;
  return key > 0 && body[key - 1] !== BACKSLASH && body.compare(start, 0, start.length, key, end) === 0;
}
