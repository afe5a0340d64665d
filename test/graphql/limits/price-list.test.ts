import { describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { PriceList } from "../../../src/graphql/limits/price-list.js";
import { MAX_COUNT } from "../../../src/transcript/window.js";

const DIRECTIVES = `
  directive @cost(weight: Int!) on FIELD_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
`;

/** The prices of a schema in which each `@c` is a weight of 1. */
const pricesOf = (types: string) => new PriceList(buildSchema(DIRECTIVES + types.replaceAll("@c", "@cost(weight: 1)")));

const SIZED_NODES = '@listSize(assumedSize: 5, sizedFields: ["nodes"])';
const NO_SIZE = "declare its size with @SizedList, or on the connection that it belongs to";

test("a list in a connection needs no size of its own", () => {
  expect(() => pricesOf(`type Query { page: Page @c ${SIZED_NODES} } type Page { nodes: [Int] @c }`)).not.toThrow();
});

describe("the gateway does not start without the size of a list:", () => {
  test.each([
    ["at the root", "type Query { list: [Int] @c }", "Query.list"],
    ["below a single value", "type Query { page: Page @c } type Page { nodes: [Int] @c }", "Page.nodes"],
    [
      "in a connection that sizes another list",
      `type Query { page: Page @c ${SIZED_NODES} } type Page { nodes: [Int] @c edges: [Int] @c }`,
      "Page.edges",
    ],
    [
      "in a connection that one of two fields does not size",
      `type Query { page: Page @c ${SIZED_NODES} other: Page @c } type Page { nodes: [Int] @c }`,
      "Page.nodes",
    ],
  ])("%s", (_place, types, field) => {
    expect(() => pricesOf(types)).toThrow(
      new Error(`the price of an operation cannot be computed:\n${field}: ${NO_SIZE}`),
    );
  });
});

/** An interface and two implementations; `weight` is of the second one's field. */
const implementationsWith = (weight: string) => `type Query { node: Node @c }
  interface Node { id: ID } type A implements Node { id: ID @c } type B implements Node { id: ID ${weight} }`;

test("a field of an interface needs no weight, but each implementation does", () => {
  expect(() => pricesOf(implementationsWith("@c"))).not.toThrow();
  expect(() => pricesOf(implementationsWith(""))).toThrow(
    new Error("the price of an operation cannot be computed:\nB.id: declare its weight with @Cost"),
  );
});

test("a connection without an assumed size counts the maximum, unless the operation has a count", () => {
  const prices = pricesOf(`type Query { page(first: Int): Page @c
    @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) } type Page { nodes: [Int] @c }`);
  const page = prices.schema.getQueryType()?.getFields()["page"];
  const price = page && prices.of(page);
  expect(price?.count(() => undefined)).toBe(MAX_COUNT);
  expect(price?.count((name) => (name === "first" ? 7 : undefined))).toBe(7);
});

test("a connection with a list among its arguments counts by its own count", () => {
  const prices = pricesOf(`type Query { page(ids: [ID!]!, first: Int): Page @c
    @listSize(assumedSize: 5, slicingArguments: ["first"], sizedFields: ["nodes"]) } type Page { nodes: [Int] @c }`);
  const page = prices.schema.getQueryType()?.getFields()["page"];
  expect(page && prices.of(page).count((name) => (name === "first" ? 7 : ["a"]))).toBe(7);
});
