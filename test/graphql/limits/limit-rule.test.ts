import { expect, test } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { createLimitRule } from "../../../src/graphql/limits/limit-rule.js";

const schema = buildSchema("type Query { find(text: String): String }");
const rule = createLimitRule({ maxTokens: 200, maxDepth: 1, maxDirectives: 1, maxCost: 1, maxCharacters: 8 });

test.each([
  ["a string", (length: number) => `{ find(text: "${"x".repeat(length)}") }`, { line: 1, column: 14 }],
  ["a name", (length: number) => `{ ${"x".repeat(length)}: find }`, { line: 1, column: 3 }],
])("%s in the document may have as many characters as the limit, and the error for more has its place", (...given) => {
  const [what, documentWith, location] = given;
  expect(validate(schema, parse(documentWith(8)), [rule])).toEqual([]);
  expect(validate(schema, parse(documentWith(9)), [rule])).toMatchObject([
    { message: `${what} in the document has 9 characters; at most 8`, locations: [location] },
  ]);
});
