import { expect, test } from "@jest/globals";
import { parseValue } from "graphql";
import { Milliseconds } from "../../../src/graphql/schema/milliseconds.js";

const LONGEST = Number.MAX_SAFE_INTEGER;

test.each([0, 1, 7940, LONGEST])("%d milliseconds are taken from a literal and from a variable, and sent", (value) => {
  expect(Milliseconds.parseLiteral(parseValue(String(value)))).toBe(value);
  expect(Milliseconds.parseValue(value)).toBe(value);
  expect(Milliseconds.serialize(value)).toBe(value);
});

test.each(["-1", String(LONGEST + 1), "1.5", "1.0", "1e3", '"7940"', "true", "null", "[1]", "LATER"])(
  "the literal %s is no time",
  (literal) => {
    expect(() => Milliseconds.parseLiteral(parseValue(literal))).toThrow("Milliseconds must be a whole number");
  },
);

test.each([-1, LONGEST + 1, 1.5, NaN, Infinity, "7940", true, null, [1], 7n])("the value %p is no time", (value) => {
  expect(() => Milliseconds.parseValue(value)).toThrow("Milliseconds must be a whole number");
  expect(() => Milliseconds.serialize(value)).toThrow("Milliseconds must be a whole number");
});
