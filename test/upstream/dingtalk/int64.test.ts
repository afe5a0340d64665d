import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { isInt64, QUOTED_KEYS, quoteInt64 as quoteBytes } from "../../../src/upstream/dingtalk/int64.js";
import { damagedText, jsonText } from "./json-text.js";
import { cases } from "../../support/random-cases.js";

/** The text with quoted numbers, and with the full names of the keys. */
const quoteInt64 = (json: string): string => {
  const bytes = Buffer.from(json);
  quoteBytes(bytes);
  return Object.entries(QUOTED_KEYS).reduce((text, [key, short]) => text.replaceAll(short, key), bytes.toString());
};

const KEYS = new Set(["recordId", "nextTtoken", "nextToken", "wordId"]);

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/**
 * An identifier as text, by the parser's own account of its source; anything else as it is. V8 has once given no
 * source (Node.js 26.10, and not again for the same text): such a text is left out.
 */
const exact: Reviver = (key, value, context) => {
  if (!KEYS.has(key) || typeof value !== "number") return value;
  fc.pre(context?.source !== undefined);
  const source = context?.source ?? "";
  return /^-?[1-9]\d{0,18}$/.test(source) ? source : String(value);
};

/** The same for identifiers that are still numbers after quoting: they must be exact. */
const remaining: Reviver = (key, value) => (KEYS.has(key) && typeof value === "number" ? String(value) : value);

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("quoteInt64", () => {
  test("gives every identifier its exact digits and changes nothing else, in any JSON text", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const quoted = JSON.stringify(JSON.parse(quoteInt64(text), remaining));
        expect(quoted).toBe(JSON.stringify(JSON.parse(text, exact)));
      }),
      cases(2000),
    );
  });

  test("never makes JSON of a text that is not, and never breaks JSON", () => {
    fc.assert(
      fc.property(damagedText, (text) => {
        expect(parses(quoteInt64(text))).toBe(parses(text));
      }),
      cases(2000),
    );
  });

  test.each([
    ["right after the colon", '{"recordId":9223372036854770001}', '{"recordId":"9223372036854770001"}'],
    ["with white space around it", '{"nextTtoken" :\n 12345678901234567 }', '{"nextTtoken" :\n "12345678901234567" }'],
    ["below zero", '{"nextToken":-9223372036854775808,"a":1}', '{"nextToken":"-9223372036854775808","a":1}'],
    [
      "after a text that ends in a backslash",
      '{"a":"\\\\","recordId":9223372036854770001}',
      '{"a":"\\\\","recordId":"9223372036854770001"}',
    ],
    ["of a word's id", '[{"wordId":9223372036854770001}]', '[{"wordId":"9223372036854770001"}]'],
    [
      "of several keys in one text",
      '[{"nextToken":9007199254740993},{"recordId":9007199254740993}]',
      '[{"nextToken":"9007199254740993"},{"recordId":"9007199254740993"}]',
    ],
  ])("quotes a long number %s", (_where, text, quoted) => {
    expect(quoteInt64(text)).toBe(quoted);
  });

  test.each([
    ["a key that stands in somebody's words", '{"word":"\\"recordId\\": 12345678901234567890"}'],
    ["a key in words after a backslash", '{"word":"\\\\\\"recordId\\":1234567890123456789,"}'],
    ["a bare run of digits in somebody's words", '{"word":", 1234567890123456789,"}'],
    ["a text that is the key itself", '["recordId",1234567890123456789]'],
    ["a fraction", '{"recordId":1234567890123456789.5}'],
    ["a number with an exponent", '{"recordId":1234567890123456789e1}'],
    ["a number that is exact as it is", '{"nextTtoken":1631172045153000,"recordId":44444}'],
    ["a number of more than 19 digits", '{"recordId":12345678901234567890}'],
    ["a key of another name", '{"myrecordId":1234567890123456789,"recordIds":1234567890123456789}'],
    ["a number with a leading zero, which is no JSON", '{"recordId":0123456789012345678}'],
  ])("leaves alone %s", (_what, text) => {
    expect(quoteInt64(text)).toBe(text);
  });

  test("changes only its own bytes, if others stand before and after them in the same memory", () => {
    const text = '{"recordId":9223372036854770001}';
    const memory = Buffer.from(text.repeat(3));
    quoteBytes(memory.subarray(text.length, 2 * text.length));
    expect(memory.toString()).toBe(`${text}{"recor#":"9223372036854770001"}${text}`);
  });
});

describe("isInt64", () => {
  test.each(["0", "7", "-1", "9223372036854775807", "-9223372036854775808"])("takes %s", (digits) => {
    expect(isInt64(digits)).toBe(true);
  });

  test.each([
    "",
    "-0",
    "01",
    "+1",
    "1.0",
    "1e3",
    " 1",
    "1\n",
    "0x10",
    "9223372036854775808",
    "-9223372036854775809",
    "١",
  ])("refuses %j", (digits) => {
    expect(isInt64(digits)).toBe(false);
  });
});
