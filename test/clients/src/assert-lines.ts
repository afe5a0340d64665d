import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Line } from "./meeting.js";
import { type Connection, toLines } from "./transcript-query.js";

/** Compares a list with the meeting, line by line. A failure names only the first difference. */
export function assertLines(connection: Connection, expected: readonly Line[]): void {
  const actual = toLines(connection);
  const place = expected.findIndex((line, index) => !isDeepStrictEqual(line, actual[index]));
  if (place !== -1) assert.deepEqual(actual[place], expected[place], `the list is wrong at ${place}`);
  assert.equal(actual.length, expected.length);
}
