import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { toLiteral } from "../../../src/graphql/execution/copy-bytes.js";
import { JsonWriter } from "../../../src/graphql/execution/json-writer.js";
import { RowTemplate } from "../../../src/graphql/execution/row-template.js";
import { COLUMNS, ROW_WIDTHS } from "../../../src/packed/members.js";
import { PackedWords, RowTable } from "../../../src/packed/index.js";
import { cases } from "../../support/random-cases.js";

const written = (write: (writer: JsonWriter) => void): string => {
  const writer = new JsonWriter();
  write(writer);
  return writer.finish().bytes.toString();
};

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, 9, 10, 2 ** 31 - 1, 2 ** 31, 2 ** 32, -1, 2 ** 53 - 1, NaN, Infinity, 1e21),
);
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "\ud800",
    "\u2028",
    "\u007f",
    "a".repeat(24),
    "b".repeat(25),
    "你".repeat(48),
    "好".repeat(49),
    "\u0080\u07ff\u0800\ud7ff\ue000\uffff",
    '"',
    "\\",
    "\u001f",
    "你好👋",
    "é",
    "ÿ",
  ),
);

test("a leaf is written like JSON.stringify writes it", () => {
  const leaf = fc.oneof(number, anyText, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(leaf, (value) => {
      expect(written((writer) => writer.leaf(value))).toBe(JSON.stringify(value));
    }),
    cases(3000),
  );
});

/**
 * Words with these texts as JSON; null: no text was sent. `behind`: the number of bytes after them in the same buffer.
 */
const wordsWith = (texts: readonly (string | null)[], behind: number): PackedWords => {
  const bytes = Buffer.from(`<${texts.join("")}${">".repeat(behind)}`);
  const table = new RowTable(bytes, ROW_WIDTHS.word, texts.length);
  let at = 1;
  for (const json of texts) {
    const row = table.addRow();
    if (json === null) continue;
    table.valueOffsets.set([at, (at += Buffer.byteLength(json))], row + COLUMNS.text);
  }
  return new PackedWords(table, 0, texts.length);
};

test("pieces are written one after another, from any source", () => {
  const pieces = fc.array(fc.tuple(fc.string(), fc.option(fc.json()), fc.nat({ max: 40 })), { maxLength: 30 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const result = written((writer) => {
        for (const [part, json, behind] of parts) {
          writer.literal(toLiteral(part));
          for (const word of wordsWith([json], behind)) writer.value(word, COLUMNS.text);
          writer.leaf(behind);
        }
      });
      expect(result).toBe(parts.map(([part, json, behind]) => part + (json ?? '""') + behind).join(""));
    }),
    cases(100),
  );
});

test("rows become the objects of a list, for any selection and any end of their bytes", () => {
  const name = fc.string({ maxLength: 30 });
  const selection = fc.array(fc.tuple(name, fc.constantFrom("text", "wordId")), { minLength: 1, maxLength: 5 });
  const texts = fc.array(fc.option(fc.string({ maxLength: 40 }).map((value) => JSON.stringify(value))));
  fc.assert(
    fc.property(selection, texts, fc.nat({ max: 40 }), name, (fields, values, behind, last) => {
      const template = new RowTemplate(
        fields.map(([text]) => text),
        fields.map(([, column]) => COLUMNS[column]),
        last,
      );
      const objects = values.map(
        (json) => fields.map(([text, column]) => text + (column === "text" ? (json ?? '""') : "null")).join("") + last,
      );
      expect(written((writer) => writer.rows(wordsWith(values, behind), template))).toBe(objects.join());
    }),
    cases(1000),
  );
});

test("a part of a list is written with its own objects only", () => {
  const words = wordsWith(["1", "2", "3", "4", "5"], 0);
  const template = new RowTemplate(["<"], [COLUMNS.text], ">");
  expect(written((writer) => writer.rows(new PackedWords(words.table, 1, 3), template))).toBe("<2>,<3>,<4>");
  expect(written((writer) => writer.rows(new PackedWords(words.table, 2, 0), template))).toBe("");
});

test("the buffer grows to any length", () => {
  const letters = written((writer) => {
    const letter = toLiteral("b");
    for (let count = 0; count < 200_000; count += 1) writer.literal(letter);
  });
  expect(letters).toBe("b".repeat(200_000));
  const long = "很".repeat(100_000);
  const values = Array.from({ length: 3000 }, (_, at) => JSON.stringify("x".repeat(at % 100)));
  const words = wordsWith(values, 0);
  const template = new RowTemplate(["{"], [COLUMNS.text], "}");
  const result = written((writer) => {
    for (const word of words) writer.value(word, COLUMNS.text);
    writer.leaf(long);
    writer.rows(words, template);
    for (let count = 0; count < 50_000; count += 1) writer.leaf(count);
  });
  const digits = Array.from({ length: 50_000 }, (_, index) => index).join("");
  expect(result).toBe(values.join("") + JSON.stringify(long) + values.map((value) => `{${value}}`).join() + digits);
});

describe("at the end of the memory there is room for", () => {
  const words = wordsWith(['"ab"', null, '"c"'], 40);
  const template = new RowTemplate(["<", "-"], [COLUMNS.text, COLUMNS.wordId], ">");
  const pieces: Record<string, (writer: JsonWriter) => void> = {
    "a literal": (writer) => writer.literal(toLiteral("literal")),
    values: (writer) => {
      for (const word of words) writer.value(word, COLUMNS.text);
    },
    "rows with values that did not come": (writer) => writer.rows(words, template),
    "a short text": (writer) => writer.leaf("short"),
    "a number": (writer) => writer.leaf(123_456),
    "a text to escape": (writer) => writer.leaf("\n"),
  };

  test.each(Object.entries(pieces))("%s", (_name, write) => {
    const alone = written(write);
    // This writer gets the buffer that was kept, so that the others begin with the same room.
    const first = new JsonWriter();
    for (let length = 2 ** 16 - 100; length < 2 ** 16; length += 1) {
      const writer = new JsonWriter();
      writer.literal(toLiteral("x".repeat(2 ** 15)));
      // For a number, only its own length is added.
      for (let count = 2 ** 15; count < length; count += 1) writer.leaf(7);
      write(writer);
      expect(writer.finish().bytes.toString()).toBe("x".repeat(2 ** 15) + "7".repeat(length - 2 ** 15) + alone);
    }
    first.leaf(null);
  });
});

test("two writers at work do not share memory, and a writer that was given up does not disturb others", () => {
  const first = new JsonWriter();
  first.leaf("first");
  const second = new JsonWriter();
  second.leaf("second");
  new JsonWriter().leaf("given up");
  first.leaf(1);
  expect([first.finish().bytes.toString(), second.finish().bytes.toString()]).toEqual(['"first"1', '"second"']);
  expect(written((writer) => writer.leaf("third"))).toBe('"third"');
});

const PIECE = "x".repeat(1000);
const LONG = `"${PIECE}"`.repeat(3000);

/** Writes more than half of the largest buffer that another test leaves behind. */
const writeMuch = (writer: JsonWriter): void => {
  for (let count = 0; count < 3000; count += 1) writer.leaf(PIECE);
};

test("written JSON stays unchanged while others write, until it is released", () => {
  const first = new JsonWriter();
  writeMuch(first);
  const fragment = first.finish();
  expect(written((writer) => writer.leaf("later"))).toBe('"later"');
  expect(fragment.bytes.toString()).toBe(LONG);
  const memory = fragment.bytes.buffer;
  fragment.release();
  expect(() => fragment.bytes).toThrow("a part of a response is read after its release");
  const [second, third] = [new JsonWriter(), new JsonWriter()];
  fragment.release();
  const fourth = new JsonWriter();
  const inFirst = [second, third, fourth].map((writer) => {
    writeMuch(writer);
    return writer.finish().bytes.buffer === memory;
  });
  expect(inFirst).toEqual([true, false, false]);
});

test("a small response neither keeps a large buffer nor shares one", () => {
  const first = new JsonWriter();
  writeMuch(first);
  first.finish().release();
  const second = new JsonWriter();
  second.leaf("small");
  const fragment = second.finish();
  expect(fragment.bytes.buffer.byteLength).toBeLessThan(LONG.length / 2);
  expect(written((writer) => writer.leaf("later"))).toBe('"later"');
  expect(fragment.bytes.toString()).toBe('"small"');
});

test("a very large buffer is not kept", () => {
  const first = new JsonWriter();
  for (let count = 0; count < 6; count += 1) writeMuch(first);
  const huge = first.finish();
  expect(huge.bytes.length).toBe(6 * LONG.length);
  huge.release();
  const second = new JsonWriter();
  writeMuch(second);
  expect(second.finish().bytes.buffer.byteLength).toBeLessThanOrEqual(2 ** 24);
});
