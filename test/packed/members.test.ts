import { describe, expect, test } from "@jest/globals";
import { COLUMNS, ROW_WIDTHS, WORDS_COLUMN, declareMembers } from "../../src/packed/members.js";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";
import { pageAsObjects } from "../support/kept-lists.js";

const declare =
  (...keys: readonly string[]) =>
  () =>
    declareMembers(keys.map((key) => ({ key, field: "text", kind: "string" })));

describe("a declaration of members", () => {
  test("refuses a key that is too long to compare", () => {
    expect(declare("wordIndex")).not.toThrow();
    expect(declare("confidence")).toThrow("the key confidence is too long or too short to compare");
  });

  test("refuses a key that is too short to compare", () => {
    expect(declare("id")).toThrow("the key id is too long or too short to compare");
  });

  test("refuses two keys that share the distinct byte, so that neither shadows the other", () => {
    expect(declare("wordId", "wordX")).not.toThrow();
    expect(declare("wordId", "wordI")).toThrow("wordId and wordI share byte 5");
  });
});

test("every field has a column of its own in a row", () => {
  const columns = [...Object.values(COLUMNS), WORDS_COLUMN];
  expect(new Set(columns).size).toBe(columns.length);
  expect(columns.every((column) => column % 2 === 0 && column + 2 <= ROW_WIDTHS.sentence)).toBe(true);
  const ofWords = [COLUMNS.text, COLUMNS.startTime, COLUMNS.endTime, COLUMNS.wordId];
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
