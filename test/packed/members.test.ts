import { describe, expect, test } from "@jest/globals";
import { generateReader } from "../../src/packed/compact-lists.js";
import { RowTable } from "../../src/packed/index.js";
import { COLUMNS, ROW_WIDTHS, WORD, WORDS_COLUMN } from "../../src/packed/members.js";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";
import { pageAsObjects } from "../support/kept-lists.js";

/** The texts that a reader of objects with these keys stores for a list; null: the list is not compact. */
function readTexts(keys: readonly string[], list: string): (string | null)[] | null {
  const fields = ["text", "wordId", "unionId"] as const;
  const read = generateReader(keys.map((key, index) => ({ key, field: fields[index] ?? "text", kind: "string" })));
  const bytes = Buffer.from(list);
  const rows = new RowTable(bytes, ROW_WIDTHS.sentence, 1);
  if (read(rows, rows, 1) !== bytes.length) return null;
  return keys.map((_key, index) => {
    const column = COLUMNS[fields[index] ?? "text"];
    const [start, end] = [rows.valueOffsets[column], rows.valueOffsets[column + 1]];
    return end === 0 ? null : bytes.toString("utf8", start, end);
  });
}

describe("keys are compared in full", () => {
  test.each([
    ["a long key", ["confidenceOfTheWord"], '[{"confidenceOfTheWord":"a"}]', ['"a"']],
    ["a short key", ["id"], '[{"id":"a","more":0}]', ['"a"']],
    ["a key in Chinese", ["词语"], '[{"词语":"a","more":10000}]', ['"a"']],
    [
      "keys that begin alike",
      ["word", "wordId", "wordIds"],
      '[{"wordIds":"a","word":"b","wordId":"c"}]',
      ['"b"', '"c"', '"a"'],
    ],
    ["keys that differ in the last letter", ["wordX", "wordY"], '[{"wordY":"a","wordZ":"b"}]', [null, '"a"']],
  ])("%s", (_name, keys, list, texts) => {
    expect(readTexts(keys, list)).toEqual(texts);
  });

  test("a key that could reach beyond the end of the bytes is left to the parser", () => {
    expect(readTexts(["confidenceOfTheWord"], '[{"a":"b"}]')).toBeNull();
  });
});

test.each([
  ["lists", "[", "]"],
  ["objects", '{"a":', "}"],
])("a member of %s is skipped down to eight levels, and deeper ones are left to the parser", (_kind, open, close) => {
  const listWith = (levels: number) => `[{"note":${open.repeat(levels)}1${close.repeat(levels)},"id":"a"}]`;
  expect(readTexts(["id"], listWith(8))).toEqual(['"a"']);
  expect(readTexts(["id"], listWith(9))).toBeNull();
  expect(readTexts(["id"], listWith(100_000))).toBeNull();
});

/** A list of one object with an undeclared number. */
const listWithDigits = (digits: number) => `[{"note":${"1".repeat(digits)},"id":"a"}]`;

test("a member with a number of 40 digits is skipped, and one with more is left to the parser", () => {
  expect(readTexts(["id"], listWithDigits(40))).toEqual(['"a"']);
  expect(readTexts(["id"], listWithDigits(41))).toBeNull();
});

test.each([
  '"note":"\n"',
  '"no\nte":1',
  '"note":{"\n":1}',
  '"note",1',
  '"note":01',
  '"note":-',
  '"note":[1}',
  '"note":{"a":1]',
  '"note":{"a"}',
  '"note":[1,]',
  '"note":nul',
])("a member that is not JSON, such as %j, is left to the parser", (member) => {
  expect(readTexts(["id"], `[{${member},"id":"a"}]`)).toBeNull();
});

test("every field has a column of its own in a row", () => {
  const columns = [...Object.values(COLUMNS), WORDS_COLUMN];
  expect(new Set(columns).size).toBe(columns.length);
  expect(columns.every((column) => column % 2 === 0 && column + 2 <= ROW_WIDTHS.sentence)).toBe(true);
  const ofWords = WORD.flatMap((member) => (member.kind === "words" ? [] : [COLUMNS[member.field]]));
  expect(ofWords.every((column) => column + 2 <= ROW_WIDTHS.word)).toBe(true);
});

test.each(["1", "-0.5e+3", "true", "false", "null", '"x"', "[]", "{}", '[1,"a",null,{"b":[{}]}]'])(
  "a member that DingTalk may add one day, with the value %s, is skipped where it stands",
  (value) => {
    const slow: string[] = [];
    const read = (added: string) => {
      const times = `"startTime":1,"endTime":2${added}`;
      const words = `{${times},"word":"a"},{"word":"b"${added},"startTime":3,"endTime":4}`;
      const body = `{"paragraphList":[{"startTime":1,"endTime":2,"sentenceList":[{${times},"sentence":"a b","wordList":[${words}]}]}]}`;
      return pageAsObjects(toPage(Buffer.from(body), {}, (kind) => slow.push(kind)));
    };
    expect(read(`,"confidence":${value},"rank":${value}`)).toEqual(read(""));
    expect(slow).toEqual([]);
  },
);
