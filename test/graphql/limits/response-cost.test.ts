import { beforeEach, expect, test } from "@jest/globals";
import { buildSchema, execute, type GraphQLResolveInfo, parse } from "graphql";
import { ResponseCost } from "../../../src/graphql/limits/response-cost.js";
import { MemoryBudget, MemoryReservation } from "../../../src/transcript/memory-budget.js";

const LIMITS = { maxValues: 6, maxBytes: 100 };

let budget: MemoryBudget;
let cost: ResponseCost;
beforeEach(() => {
  budget = new MemoryBudget(1000);
  cost = new ResponseCost(LIMITS, new MemoryReservation(budget, "caller"));
});

/** The selection of a list whose items have two fields. */
async function infoOfPairs(): Promise<GraphQLResolveInfo> {
  const schema = buildSchema("type Query { pairs: [Pair] } type Pair { one: Int other: Int }");
  return new Promise((resolve) => {
    const pairs = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => resolve(info);
    void execute({ schema, document: parse("{ pairs { one other } }"), rootValue: { pairs } });
  });
}

test("each item counts its fields, and items beyond the limit are refused and not counted", async () => {
  const info = await infoOfPairs();
  cost.addItems(2, info);
  expect(() => cost.addItems(2, info)).toThrow("the response has 8 values or more; at most 6");
  cost.addItems(1, info);
  expect(() => cost.addItems(1, info)).toThrow("the response has 8 values or more; at most 6");
});

test("bytes count together, whoever writes them, and those beyond the limit are refused and not counted", async () => {
  cost.write(50);
  cost.addItems(1, await infoOfPairs(), 40);
  expect(() => cost.write(11)).toThrow("the response has 101 bytes or more; at most 100");
  cost.write(10);
  expect(budget.bytes).toBe(100);
});

test("the memory of a response is that of its bytes, and at least ten bytes for each value", async () => {
  const info = await infoOfPairs();
  cost.addItems(2, info);
  expect(budget.bytes).toBe(40);
  cost.write(30);
  expect(budget.bytes).toBe(40);
  cost.write(20);
  expect(budget.bytes).toBe(50);
  cost.addItems(1, info);
  expect(budget.bytes).toBe(60);
});

test("an operation that is executed a second time counts from the beginning", async () => {
  const info = await infoOfPairs();
  cost.addItems(3, info, 100);
  cost.restart();
  expect(budget.bytes).toBe(0);
  cost.addItems(3, info, 100);
  expect(budget.bytes).toBe(100);
});

test("a settled response keeps only its bytes, up to the limit", async () => {
  cost.addItems(3, await infoOfPairs());
  cost.settle(100);
  expect(budget.bytes).toBe(100);
  expect(() => cost.settle(101)).toThrow("the response has 101 bytes or more; at most 100");
  cost.settle(7);
  expect(budget.bytes).toBe(7);
});
