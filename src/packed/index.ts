/**
 * The one door to packed lists: sentences and words that stay the bytes in which they came (docs/adr/0009-packed-lists.md).
 *
 * - Reading: `ExtractedLists` takes them out of a page's body.
 * - Writing and counting: a list that has `rows` (`transcript/model.ts`) is copied and measured by its columns, without an object for an item.
 * - Everything else sees sentences and words of the model.
 *
 * The rules of its memory, each with what asserts it:
 *
 * 1. The bytes of a page never change once its lists are taken out, and are never used again for something else: each response of the upstream
 *    has memory of its own (test/packed/memory.test.ts compares the bytes before and after everything that reads them).
 * 2. A view ends where its own body ends, although the memory may go on: whoever reads further gets a RangeError (`viewOf`).
 * 3. A writer is used by one synchronous piece of work (`writeJson` in `graphql/execution/json-writer.ts`); it throws after `finish`.
 * 4. Nothing reads memory after it was given back: `RawJson.bytes` throws then, and a test fills such memory with garbage.
 * 5. A compiled selection depends on no variable but the conditions that it is kept by, and the arguments that it is given
 *    (`graphql/execution/projected-schema.ts`).
 */
export { BYTE, isDigit } from "./bytes.js";
export { ExtractedLists } from "./extracted-lists.js";
export { absentJson, columnOf, COLUMNS } from "./members.js";
export { ABSENT, PackedRow, PackedSentences, PackedWords, RowTable, sumOfLengths, viewOf } from "./packed-rows.js";
