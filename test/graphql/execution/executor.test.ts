import { expect, test } from "@jest/globals";
import { buildSchema, parse } from "graphql";
import { createExecutionGateway } from "../../../src/graphql/execution/executor.js";

/** A schema with one field, which says which of the schemas it is. */
function schemaThatSays(value: string) {
  const schema = buildSchema("type Query { way: String }");
  Object.assign(schema.getQueryType()?.getFields()["way"] ?? {}, { resolve: () => value });
  return schema;
}

const schemas = {
  interpreted: schemaThatSays("interpreted"),
  compiled: schemaThatSays("compiled"),
  client: schemaThatSays("client"),
};

test.each([
  [true, "interpreted"],
  [false, "compiled"],
])("with inline traces %s, an operation that requests a trace is %s", async (inlineTraces, way) => {
  const { executor } = await createExecutionGateway(schemas, inlineTraces).load({ apollo: {} });
  const headers = new Map([["apollo-federation-include-trace", "ftv1"]]);
  const request = { http: { headers } };
  const document = parse("{ way }");
  const executed: unknown = { schema: schemas.interpreted, document, queryHash: "q", context: {}, request };
  const result: unknown = await Reflect.apply(executor ?? parse, undefined, [executed]);
  expect(result).toEqual({ data: { way } });
});
