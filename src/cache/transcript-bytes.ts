import { PackedSentences, PackedWords, type RowTable } from "../packed/index.js";
import type { CachedTranscript } from "../transcript/cached/cached-transcript.js";
import type { List, Paragraph, Sentence, Word } from "../transcript/model.js";
import type { PageParts } from "./replicas/page-parts.js";

/** The bytes of objects without their strings, measured on V8 (docs/adr/0012-transcript-cache.md). */
const PARAGRAPH_OBJECTS = 400;
const SENTENCE_OBJECTS = 200;
const WORD_OBJECTS = 160;
/** The bytes of an empty transcript. */
const ENTRY = 2000;

/**
 * A cached transcript's size in bytes: its pages' bodies, their rows, and the objects around them. A body counts as
 * a whole if one of its lists is in use, or if `pages` keeps it for other replicas. `pages` is null if nothing is
 * kept for replicas.
 */
export function bytesOfTranscript({ items }: CachedTranscript, pages: PageParts | null): number {
  const tables = new Set<RowTable>();
  const bodies = new Set<Uint8Array>();
  let bytes = ENTRY;
  for (const { paragraph } of items) {
    bytes += bytesOfParagraph(paragraph, tables);
    const kept = pages?.of(paragraph) ?? null;
    if (kept !== null) bodies.add(kept.body);
  }
  for (const table of tables) {
    bytes += table.valueOffsets.byteLength;
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

/** Counts two bytes per character. V8 uses one if all characters of a text are Latin-1. */
function bytesOfText(text: string | null): number {
  return text === null ? 0 : 16 + 2 * text.length;
}
