import { expect, test } from "@jest/globals";
import { readWords } from "../../src/packed/compact-lists.js";
import { ROW_WIDTHS } from "../../src/packed/members.js";
import { PackedWords } from "../../src/packed/packed-rows.js";
import { RowTable } from "../../src/packed/row-table.js";

/** Characters that a comparison of four bytes at a time may mistake: neighbours of special bytes, and long ones. */
const FILLERS = [" ", "!", "#", "[", "]", "\u007f", "é", "中", "😀"];

const ASCII = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));

const LONGEST = 9;

const isSpecial = (character: string) => character < " " || character === '"' || character === "\\";

/** The text of the only word of a list, with `rest` after the list; null if the list is not compact. */
function readText(text: string, rest: string): string | null {
  const bytes = Buffer.from(`[{"word":"${text}","startTime":0,"endTime":0}]${rest}`);
  const table = new RowTable(bytes, ROW_WIDTHS.word, 1);
  const end = readWords(table, 1);
  if (end === bytes.length - rest.length) return Array.from(new PackedWords(table, 0, table.size))[0]?.text ?? null;
  expect(end).toBe(-1);
  return null;
}

test.each(FILLERS)("a word of %j and one other character has that text, or is left to the parser", (filler) => {
  for (const other of ASCII) {
    for (let length = 0; length < LONGEST; length += 1)
      for (let place = 0; place <= length; place += 1) {
        const text = filler.repeat(place) + other + filler.repeat(length - place);
        expect(readText(text, "}".repeat(20))).toBe(isSpecial(other) ? null : text);
      }
  }
});

test("a word at the very end of the bytes has its text, or is left to the parser", () => {
  for (const other of ASCII) {
    const text = `word${other}`;
    expect(isSpecial(other) ? [null] : [null, text]).toContain(readText(text, ""));
  }
});

test.each(["0", "7", "10", "300", "1631172050535", "123456789012345"])("a time of %s is read", (time) => {
  const bytes = Buffer.from(`[{"startTime":${time},"endTime":${time}}]${"}".repeat(20)}`);
  const table = new RowTable(bytes, ROW_WIDTHS.word, 1);
  expect(readWords(table, 1)).toBe(bytes.length - 20);
  expect(Array.from(new PackedWords(table, 0, 1))).toMatchObject([{ startTime: Number(time), endTime: Number(time) }]);
});
