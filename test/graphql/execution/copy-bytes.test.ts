import { expect, test } from "@jest/globals";
import { packAscii, REACH, toLiteral, writeDigits } from "../../../src/graphql/execution/copy-bytes.js";

test.each(["", "w", "s1-", "w10-"])("%j is packed into one number", (text) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(packAscii(text));
  expect(bytes.toString("latin1", 0, text.length)).toBe(text);
});

test("a text that does not fit into one number is refused, and not cut", () => {
  expect(() => packAscii("word-")).toThrow(new RangeError('"word-" has more than 4 characters'));
});

test.each([0, 9, 10, 99, 100, 12_345, 2 ** 31 - 1])("%d is written in its digits", (value) => {
  const bytes = Buffer.alloc(12);
  const end = writeDigits(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 1, value);
  expect(bytes.toString("latin1", 1, end)).toBe(String(value));
});

test("a literal has its JSON in UTF-8, and keeps no other memory", () => {
  const { view, length } = toLiteral('"会议":');
  expect(Buffer.from(view.buffer).toString("utf8", view.byteOffset, view.byteOffset + length)).toBe('"会议":');
  expect(view.buffer.byteLength).toBe(length + REACH);
});
