import { PackedSentences, PackedWords, type RowTable } from "../packed/index.js";
import type { CachedTranscript } from "../transcript/cached/cached-transcript.js";
import type { List, Paragraph, Sentence, Word } from "../transcript/model.js";

/** What objects take beside their strings, measured on V8 (docs/adr/0012-transcript-cache.md). */
const PARAGRAPH_OBJECTS = 400;
const SENTENCE_OBJECTS = 200;
const WORD_OBJECTS = 160;
/** An empty transcript takes something, too. */
const ENTRY = 2000;

/** Tells by what bytes a paragraph's page is kept; null: by none of its own. */
interface KeptPages {
  of(paragraph: Paragraph): { readonly body: Uint8Array } | null;
}

/**
 * The bytes that a cached transcript takes: the pages as they arrived, whole, as long as one of their lists is in use; their rows; and the
 * objects around them. `pages` tells of pages that are kept for other replicas, whether or not a list of theirs is in use; null: none are.
 */
export function bytesOfTranscript({ items }: CachedTranscript, pages: KeptPages | null = null): number {
  const tables = new Set<RowTable>();
  const bodies = new Set<Uint8Array>();
  let bytes = ENTRY;
  for (const { paragraph } of items) {
    bytes += bytesOfParagraph(paragraph, tables);
    const kept = pages?.of(paragraph) ?? null;
    if (kept !== null) bodies.add(kept.body);
  }
  for (const table of tables) {
    bytes += table.places.byteLength;
    if (pages === null) bodies.add(table.bytes);
  }
  for (const { byteLength } of bodies) bytes += byteLength;
  return bytes;
}

function bytesOfParagraph({ text, unionId, nickName, sentences }: Paragraph, tables: Set<RowTable>): number {
  const strings = bytesOfText(text) + bytesOfText(unionId) + bytesOfText(nickName);
  return PARAGRAPH_OBJECTS + strings + bytesOfSentences(sentences, tables);
}

function bytesOfSentences(sentences: List<Sentence>, tables: Set<RowTable>): number {
  if (sentences instanceof PackedSentences) {
    tables.add(sentences.table).add(sentences.wordTable);
    return 0;
  }
  let bytes = 0;
  for (const { text, words } of sentences) bytes += SENTENCE_OBJECTS + bytesOfText(text) + bytesOfWords(words, tables);
  return bytes;
}

function bytesOfWords(words: List<Word>, tables: Set<RowTable>): number {
  if (words instanceof PackedWords) {
    tables.add(words.table);
    return 0;
  }
  let bytes = 0;
  for (const { text, wordId } of words) bytes += WORD_OBJECTS + bytesOfText(text) + bytesOfText(wordId);
  return bytes;
}

/** V8 keeps a text in one byte a character only while all are Latin; two are counted for all. */
function bytesOfText(text: string | null): number {
  return text === null ? 0 : 16 + 2 * text.length;
}
