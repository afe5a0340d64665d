import { expect, test } from "@jest/globals";
import { ExtractedLists, RowTable, sumOfLengths } from "../../src/packed/index.js";
import { ROW_WIDTHS } from "../../src/packed/members.js";

/** Adds a row whose value of this column has these offsets. */
function addRow(table: RowTable, column: number, offsets: readonly [start: number, end: number]): void {
  const row = table.addRow();
  table.valueOffsets.set(offsets, row + column);
}

/** A table of two numbers a row, made for eight rows. */
function tableWith(rows: number): RowTable {
  const table = new RowTable(Buffer.alloc(0), 2, 8);
  for (let row = 0; row < rows; row += 1) addRow(table, 0, [row, row + 1]);
  return table;
}

test("a trimmed table keeps its rows, and no memory for others", () => {
  const table = tableWith(5);
  table.trim();
  expect([...table.valueOffsets]).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  expect(table.valueOffsets.buffer.byteLength).toBe(table.valueOffsets.byteLength);
});

test("a table of which a quarter is unused is not copied", () => {
  const table = tableWith(6);
  const before = table.valueOffsets;
  table.trim();
  expect(table.valueOffsets).toBe(before);
});

test.each([1, 8, 9, 100])("a table for eight rows grows to %i", (rows) => {
  const table = tableWith(rows);
  expect(table.size).toBe(rows);
  const expected = Array.from({ length: rows }, (_, row) => [row, row + 1]).flat();
  expect([...table.valueOffsets.subarray(0, expected.length)]).toEqual(expected);
});

test("a table that was made for no rows grows too", () => {
  const table = new RowTable(Buffer.alloc(0), 2, 0);
  addRow(table, 0, [3, 4]);
  expect([...table.valueOffsets.subarray(0, 2)]).toEqual([3, 4]);
});

test("a long body with one sentence of one word keeps memory for one row of each", () => {
  const times = '"startTime":1,"endTime":2';
  const list = `"sentenceList":[{${times},"wordList":[{${times}}]}]`;
  const lists = new ExtractedLists(Buffer.from(`{${list},"paragraph":"${"a".repeat(100_000)}"}`));
  const sentences = lists.sentencesFor(JSON.parse(lists.rest.toString()).sentenceList);
  expect(sentences?.table.valueOffsets).toHaveLength(ROW_WIDTHS.sentence);
  expect(sentences?.wordTable.valueOffsets).toHaveLength(ROW_WIDTHS.word);
});

test("the lengths of some rows are measured one by one and summed", () => {
  const table = new RowTable(Buffer.alloc(0), 4, 8);
  for (const length of [100, 3, 0, 7, 1000]) addRow(table, 2, [50, 50 + length]);
  expect(sumOfLengths({ table, first: 1, length: 3, offset: 0 }, 2, (length) => length * length)).toBe(9 + 49);
});
