import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, parse, print, printSchema, visit } from "graphql";
import { createSchema } from "../../src/graphql/schema/schema.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const withoutDescriptions = (schema: GraphQLSchema): string => {
  const document = parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true });
  return print(
    visit(document, { enter: (node) => ("description" in node ? { ...node, description: undefined } : undefined) }),
  );
};

test("schema/schema.graphql is up to date (`npm run schema` writes it)", async () => {
  expect(read("../../schema/schema.graphql")).toBe(`${printSchema(await createSchema())}\n`);
});

test("names, arguments and nullability are those of the public contract", async () => {
  const contract = buildSchema(read("contract.graphql"));
  expect(withoutDescriptions(await createSchema())).toBe(withoutDescriptions(contract));
});
