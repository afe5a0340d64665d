import { expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { limitErrors } from "../../../src/graphql/limits/error-limit.js";

const resultWith = (count: number) => ({
  data: { conference: null },
  errors: Array.from({ length: count }, (_, index) => new GraphQLError(`error ${index}`)),
  extensions: { upstream: 1 },
});

test("a result without errors, and one with 100, stay as they are", () => {
  const hundred = resultWith(100);
  expect(limitErrors(hundred)).toBe(hundred);
  const none = { data: {} };
  expect(limitErrors(none)).toBe(none);
});

test("of 101 errors the first 99 remain in their order, and the data and extensions stay", () => {
  const result = resultWith(101);
  const { errors = [], ...rest } = limitErrors(result);
  expect(errors).toHaveLength(100);
  expect(errors.slice(0, 99)).toEqual(result.errors.slice(0, 99));
  expect(errors[99]?.message).toBe("the operation has 101 errors; the response contains only the first 99");
  expect(rest).toEqual({ data: result.data, extensions: result.extensions });
});
