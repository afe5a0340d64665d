import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../src/transcript/cursor.js";
import type { Position } from "../../src/transcript/position.js";
import { cases } from "../support/random-cases.js";

const directions = fc.constantFrom("ascending" as const, "descending" as const);
const places: fc.Arbitrary<Position> = fc.record({
  direction: directions,
  token: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  startTime: fc.maxSafeNat(),
  rank: fc.nat(5000),
  index: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  fingerprint: fc.stringMatching(/^[\w-]{11}$/),
});
const conference = { conferenceId: "c", unionId: null };
const longest: Position = {
  direction: "descending",
  token: "-9223372036854775808",
  startTime: Number.MAX_SAFE_INTEGER,
  rank: 2 ** 31,
  index: 2 ** 31,
  fingerprint: "___________",
};

test("a cursor decodes to its position for any conference id, and is URL-safe", () => {
  fc.assert(
    fc.property(places, directions, fc.string({ unit: "binary", minLength: 1 }), (place, order, conferenceId) => {
      const codec = new CursorCodec({ conferenceId, unionId: null }, order);
      const cursor = codec.encode(place);
      expect(cursor).toMatch(/^[\w-]{1,200}$/);
      expect(codec.decode(cursor)).toEqual(place);
    }),
    cases(100),
  );
});

test("the longest cursor has at most 200 characters", () => {
  expect(new CursorCodec(conference, "ascending").encode(longest).length).toBeLessThanOrEqual(200);
});

test("a cursor with a changed, removed or added character is malformed, never another position", () => {
  const codec = new CursorCodec(conference, "ascending");
  const cursor = codec.encode(longest);
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.stringMatching(/^[\w+/=.-]{0,2}$/), (at, other) => {
      const changed = cursor.slice(0, at) + other + cursor.slice(at + 1);
      fc.pre(changed !== cursor);
      expect(codec.decode(changed)).toBe("malformed");
    }),
    cases(100),
  );
});

test.each(["", " ", "a", "é".repeat(300), "1".repeat(100_000), "MWFhLg", "\u0000"])("%j is malformed", (cursor) => {
  expect(new CursorCodec(conference, "ascending").decode(cursor)).toBe("malformed");
});

test("a cursor of another conference or order is named as such; the operator does not matter", () => {
  const cursor = new CursorCodec(conference, "ascending").encode(longest);
  expect(new CursorCodec({ ...conference, conferenceId: "d" }, "ascending").decode(cursor)).toBe(
    "of another conference",
  );
  expect(new CursorCodec(conference, "descending").decode(cursor)).toBe("of another order");
  expect(new CursorCodec({ ...conference, unionId: "u" }, "ascending").decode(cursor)).toEqual(longest);
});
