import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../../support/gateway.js";

/** The cost of a conference's handle with its id. */
const MAX_COST = 20;

const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { OPERATION_MAX_COST: String(MAX_COST), LOG_LEVEL: "info" }, log);
});
afterAll(() => gateway.close());
beforeEach(() => {
  log.length = 0;
});

const operations = () => log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "operation");

test.each([
  ["at the limit runs", "id", MAX_COST, []],
  ["above the limit is refused", "id conferenceId", MAX_COST + 10, ["OPERATION_TOO_COSTLY"]],
])("an operation %s, and its log line has its cost", async (_what, selection, cost, codes) => {
  const { errors } = await gateway.query(`{ conference(conferenceId: "demo") { ${selection} } }`);
  expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(codes);
  expect(operations()).toMatchObject([{ cost, codes }]);
});
