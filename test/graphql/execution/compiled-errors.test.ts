import { ApolloServer } from "@apollo/server";
import { expect, test } from "@jest/globals";
import { assertObjectType, buildSchema, GraphQLError, type GraphQLSchema } from "graphql";
import { createExecutionGateway } from "../../../src/graphql/execution/executor.js";
import { formatError, onceForEach } from "../../../src/graphql/format-error.js";

const planted = () => new TypeError("planted: secret details");

/** A schema with a defect in a nullable field, in a non-null field, and in each item of a list. */
function brokenSchema(fail: () => never): GraphQLSchema {
  const schema = buildSchema("type Query { soft: String hard: String! list: [Item] } type Item { name: String }");
  const fields = { ...schema.getQueryType()?.getFields() };
  Object.assign(fields["soft"] ?? {}, { resolve: fail });
  Object.assign(fields["hard"] ?? {}, { resolve: fail });
  Object.assign(fields["list"] ?? {}, { resolve: () => [{}, {}, {}] });
  Object.assign(assertObjectType(schema.getType("Item")).getFields()["name"] ?? {}, { resolve: fail });
  return schema;
}

async function runThreeTimes(query: string, fail: () => never) {
  const reported: unknown[] = [];
  const policy = { report: onceForEach((error) => reported.push(error)), suggestions: false };
  const schemas = { interpreted: brokenSchema(fail), compiled: brokenSchema(fail), client: brokenSchema(fail) };
  const server = new ApolloServer({
    gateway: createExecutionGateway(schemas, false),
    formatError: (formatted, error) => formatError(formatted, error, policy),
  });
  await server.start();
  const results: unknown[] = [];
  for (let run = 0; run < 3; run += 1) {
    const { body } = await server.executeOperation({ query });
    results.push(body.kind === "single" ? body.singleResult.errors : null);
  }
  await server.stop();
  return { results, reported };
}

test.each([
  ["{ soft }", [["soft"]]],
  ["{ hard }", [["hard"]]],
  ["{ list { name } }", [0, 1, 2].map((index) => ["list", index, "name"])],
])(
  "a planted defect below %s has code, path and place in every run, and is reported with its stack each time",
  async (query, paths) => {
    const { results, reported } = await runThreeTimes(query, () => {
      throw planted();
    });
    const errors = paths.map((path) => ({
      message: "the gateway failed; its log says why",
      locations: [{ line: 1, column: expect.any(Number) }],
      path,
      extensions: { code: "INTERNAL_SERVER_ERROR", retryable: false },
    }));
    expect(results).toEqual([errors, errors, errors]);
    expect(reported).toHaveLength(3 * paths.length);
    for (const error of reported) {
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toHaveProperty("stack", expect.stringContaining("planted"));
    }
  },
);

test("one defect that fails many fields is reported once", async () => {
  const one = planted();
  const { results, reported } = await runThreeTimes("{ list { name } }", () => {
    throw one;
  });
  expect(results[2]).toHaveLength(3);
  expect(reported).toEqual([one]);
});

test("an error of compiled code that has extensions keeps them", async () => {
  const { results, reported } = await runThreeTimes("{ soft }", () => {
    throw new GraphQLError("mine", { extensions: { code: "BAD_USER_INPUT" } });
  });
  const error = expect.objectContaining({ message: "mine", extensions: { code: "BAD_USER_INPUT", retryable: false } });
  expect(results).toEqual([[error], [error], [error]]);
  expect(reported).toEqual([]);
});
