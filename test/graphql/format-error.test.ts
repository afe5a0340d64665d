import { expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { formatError } from "../../src/graphql/format-error.js";

const POLICY = { report: () => undefined, suggestions: false };
const messageOf = (message: string) => {
  const formatted = { message, extensions: { code: "GRAPHQL_VALIDATION_FAILED" } };
  return formatError(formatted, new GraphQLError(message), POLICY).message;
};

test.each([
  ['Cannot query field "a" on type "B". Did you mean "c" or "d"?', 'Cannot query field "a" on type "B".'],
  ['Cannot query field "a" on type "B".', 'Cannot query field "a" on type "B".'],
  ['"Did you mean x" is no Int', '"Did you mean x" is no Int'],
  ['" Did you mean x? " is wrong. Did you mean the enum value "y"?', '" Did you mean x? " is wrong.'],
])("suggested names are removed from %j, and nothing else", (message, expected) => {
  expect(messageOf(message)).toBe(expected);
});

test("a message full of suggestions is scanned only once", () => {
  expect(messageOf(`${" Did you mean ".repeat(1_000_000)}x`)).toHaveLength(14_000_001);
});
