/**
 * The only entry to packed lists: sentences and words that remain the upstream's bytes (docs/adr/0009-packed-lists.md).
 *
 * - Reading: `ExtractedLists` extracts them from a page's body.
 * - Writing and counting: a list with `rows` (`transcript/model.ts`) is copied and measured by its columns, without an
 *   object per item.
 * - Analysing: `readSpoken` reads the texts and times of a list as columns (`transcript/model.ts`), without an
 *   object per item.
 * - All other code sees sentences and words of the model.
 *
 * The rules of its memory, and how each is checked:
 *
 * 1. The bytes of a page never change after its lists were extracted, and are never reused: each upstream response has
 *    memory of its own (test/packed/memory.test.ts compares the bytes before and after all reads).
 * 2. A view ends where its body ends, even if the memory continues: reading further throws a RangeError (`viewOf`).
 * 3. One synchronous piece of work uses a writer (`writeJson` in `graphql/execution/json-writer.ts`); it
 *    throws after `finish`.
 * 4. Nothing reads memory after its release: `RawJson.bytes` and `RowTable.valueOffsets` throw, and a test fills
 *    released memory with garbage. Only an operation that reads without the cache releases pages, because nobody else
 *    has them (`transcript/memory-budget.ts`).
 * 5. A compiled selection depends on no variables except its conditions, which are its key, and its arguments, which
 *    it gets (`graphql/execution/compiled-schema.ts`).
 */
export { BYTE, isDigit } from "./bytes.js";
export { ExtractedLists } from "./extracted-lists.js";
export { absentJson, columnOf, COLUMNS } from "./members.js";
export { PackedRow, PackedSentences, PackedWords } from "./packed-rows.js";
export { ABSENT, RowTable, sumOfLengths, viewOf } from "./row-table.js";
