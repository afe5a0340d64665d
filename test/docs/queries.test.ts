import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/parse-config.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { blocksOf, readText } from "./markdown.js";
import { type Run, toRuns } from "./runs.js";

const QUERIES = readText("docs/queries.md");
const RUNS = toRuns(QUERIES).map((run) => [`line ${run.line}`, run] as const);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

async function send({ query, variables, headers }: Run) {
  const { text } = await gateway.query(query, { headers, variables: variables ?? {} });
  return JSON.parse(text);
}

test("the cookbook has more than 20 queries", () => {
  expect(RUNS.length).toBeGreaterThan(20);
  expect(blocksOf(QUERIES).filter(({ language }) => language === "graphql").length).toBeGreaterThan(15);
});

test.each(RUNS)(
  "the query at %s of docs/queries.md runs, and fails only with the code that the page names",
  async (_line, run) => {
    const { errors = [] } = await send(run);
    const codes = errors.map((error: { extensions: { code: string } }) => error.extensions.code);
    expect(codes).toEqual(run.error === null ? [] : [run.error]);
  },
);

test.each(RUNS.filter(([, { response }]) => response !== null))(
  "the response shown for the query at %s of docs/queries.md is the real one",
  async (_line, run) => {
    expect(withoutRequestId(await send(run))).toEqual(withoutRequestId(JSON.parse(run.response ?? "")));
  },
);

/** The upstream gives each call a different id. */
function withoutRequestId(response: unknown): unknown {
  const id = /"requestId":"[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}"/g;
  return JSON.parse(JSON.stringify(response).replaceAll(id, '"requestId":"some"'));
}

test.each(RUNS)("the query at %s of docs/queries.md costs as many calls as the page says", async (_line, run) => {
  await send(run);
  expect(run.cost).toBe(gateway.simulator.calls.length);
});

test.each(RUNS.filter(([, { code }]) => code !== null))(
  "the code below the query at %s of docs/queries.md turns its response into the result shown",
  async (_line, run) => {
    const { data } = await send(run);
    const exported: object = await import(`data:text/javascript,${encodeURIComponent(run.code ?? "")}`);
    const [make] = Object.values(exported);
    const made: unknown = make(data);
    expect(made).toEqual(run.result?.language === "json" ? JSON.parse(run.result.text) : run.result?.text);
  },
);

test("the operator in a header reaches DingTalk", async () => {
  const named = RUNS.filter(([, { headers, cost }]) => "x-dingtalk-union-id" in headers && cost === 1);
  for (const [, run] of named) await send(run);
  expect(gateway.simulator.calls.map(({ unionId }) => unionId)).toEqual(["demo-union-lin"]);
});

test("the cookbook's limits are the default limits", () => {
  const { maxCalls, maxParagraphs } = parseConfig({}).operation;
  expect(QUERIES).toContain(`${maxCalls} calls and read ${maxParagraphs.toLocaleString("en")} paragraphs`);
});

test("every block of the cookbook is tested", () => {
  const known = /^(?:|error=\w+|variables|headers|response|result|from=\S+)$/;
  const untested = blocksOf(QUERIES).filter(
    ({ language, info, text }) =>
      !known.test(info) || (info === "" && !["graphql", "js"].includes(language) && !text.startsWith("curl -s http")),
  );
  expect(untested).toEqual([]);
});
