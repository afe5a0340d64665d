import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { VARIABLES_MAX_VALUES: "10", VARIABLE_MAX_CHARACTERS: "40" });
});
afterAll(() => gateway.close());

/** The messages for an operation with these variables, which it does not use. */
async function messagesFor(variables: object): Promise<string[]> {
  const { errors } = await gateway.query("{ __typename }", { variables });
  return errors.map(({ message }) => message);
}

const text = (length: number) => "x".repeat(length);
const TOO_LONG = "a string in the variables has 41 characters; at most 40";
const TOO_MANY = "the variables have 11 values; at most 10";

test.each([
  ["a text", { a: text(40) }, { a: text(41) }, TOO_LONG],
  ["a text before a shorter one", { a: [text(40), "x"] }, { a: ["x", text(41), "x"] }, TOO_LONG],
  ["a name in an object", { a: { [text(40)]: 1 } }, { a: { [text(41)]: 1, b: 1 } }, TOO_LONG],
  ["the name of a variable", { [text(40)]: 1 }, { [text(41)]: 1 }, TOO_LONG],
  ["the values of a list", { a: Array(9).fill(1) }, { a: Array(10).fill(1) }, TOO_MANY],
  ["the values of an object", { a: { b: { c: Array(7).fill(1) } } }, { a: { b: { c: Array(8).fill(1) } } }, TOO_MANY],
  ["the values of several variables", { a: Array(8).fill(1), b: 1 }, { a: Array(8).fill(1), b: [1] }, TOO_MANY],
])("%s may be as large as the limit, and no larger", async (_what, atLimit, above, message) => {
  expect(await messagesFor(atLimit)).toEqual([]);
  expect(await messagesFor(above)).toEqual([message]);
});

test("a large number in a variable that is no id gets the error of its type", async () => {
  const query = 'query ($n: Int) { conference(conferenceId: "m") { paragraphs(first: $n) { nodes { id } } } }';
  const { errors } = await gateway.query(query, { variables: { n: 2 ** 60 } });
  expect(errors).toMatchObject([{ message: expect.stringContaining("Int cannot represent") }]);
});

test("a fraction beside the key of a representation is no rounded id", async () => {
  const query = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }";
  const variables = { r: [{ __typename: "Conference", conferenceId: "m", score: 0.5 }] };
  const { data, errors } = await gateway.query(query, { variables });
  expect([errors, data]).toEqual([[], { _entities: [{ __typename: "Conference" }] }]);
});
