import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { JsonWriter } from "../../../src/graphql/execution/json-writer.js";
import { viewOf } from "../../../src/transcript/packed-words.js";

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
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "\ud800",
    "\u2028",
    "\u007f",
    "a".repeat(24),
    "b".repeat(25),
    '"',
    "\\",
    "\u001f",
    "你好👋",
    "é",
    "ÿ",
  ),
);

test("a leaf is written as JSON.stringify has it", () => {
  const leaf = fc.oneof(number, text, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(leaf, (value) => {
      expect(written((writer) => writer.leaf(value))).toBe(JSON.stringify(value));
    }),
    { numRuns: 3000 },
  );
});

test("pieces stand one behind the other, wherever they come from", () => {
  const pieces = fc.array(fc.tuple(fc.string(), fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 30 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const result = written((writer) => {
        for (const [part, before, behind] of parts) {
          const bytes = Buffer.from(part);
          const source = Buffer.concat([Buffer.alloc(before, "<"), bytes, Buffer.alloc(behind, ">")]);
          writer.copy(viewOf(source), before, before + bytes.length);
          writer.leaf(before);
        }
      });
      expect(result).toBe(parts.map(([part, before]) => part + before).join(""));
    }),
  );
});

test("it makes room for as much as there is", () => {
  const letter = viewOf(Buffer.from("abcdefgh"));
  const letters = written((writer) => {
    for (let count = 0; count < 200_000; count += 1) writer.copy(letter, 1, 2);
  });
  expect(letters).toBe("b".repeat(200_000));
  const long = "很".repeat(100_000);
  const source = viewOf(Buffer.from("1234567"));
  const result = written((writer) => {
    for (let count = 0; count < 50_000; count += 1) writer.copy(source, 0, 7);
    writer.leaf(long);
    for (let count = 0; count < 50_000; count += 1) writer.leaf(count);
  });
  const digits = Array.from({ length: 50_000 }, (_, index) => index).join("");
  expect(result).toBe("1234567".repeat(50_000) + JSON.stringify(long) + digits);
});

test("two that are under way do not write in the same place, and one that was given up harms none", () => {
  const first = new JsonWriter();
  first.leaf("first");
  const second = new JsonWriter();
  second.leaf("second");
  new JsonWriter().leaf("given up");
  first.leaf(1);
  expect([first.finish().bytes.toString(), second.finish().bytes.toString()]).toEqual(['"first"1', '"second"']);
  expect(written((writer) => writer.leaf("third"))).toBe('"third"');
});

test("what has been written stays as it is while others write", () => {
  const first = new JsonWriter();
  first.leaf("first");
  const fragment = first.finish();
  expect(written((writer) => writer.leaf("later"))).toBe('"later"');
  expect(fragment.bytes.toString()).toBe('"first"');
});
