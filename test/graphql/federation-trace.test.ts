import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const QUERY = `{ conference(conferenceId: "demo") { paragraphs(first: 1) { nodes { text } } } }`;
const FAILING = `{ conference(conferenceId: "error-resourceClose") { paragraphs { nodes { text } } } }`;

async function send(query: string, headers: Record<string, string>) {
  const { data, errors, text } = await gateway.query(query, { headers });
  const ftv1: unknown = JSON.parse(text).extensions?.ftv1;
  return { data, errors, trace: typeof ftv1 === "string" ? Buffer.from(ftv1, "base64").toString("latin1") : null };
}

const traced = { "apollo-federation-include-trace": "ftv1" };

test("a router that requests a trace gets one with every field, in the first run and later", async () => {
  for (let run = 0; run < 3; run += 1) {
    const { data, errors, trace } = await send(QUERY, traced);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ conference: { paragraphs: { nodes: [expect.anything()] } } });
    for (const name of ["conference", "Conference!", "paragraphs", "ParagraphConnection", "nodes", "text", "String!"])
      expect(trace).toContain(name);
  }
});

test("a request without the header gets no trace", async () => {
  expect((await send(QUERY, {})).trace).toBeNull();
  expect((await send(QUERY, { "apollo-federation-include-trace": "ftv2" })).trace).toBeNull();
});

test("a trace contains an error without its message, and never the token", async () => {
  const { errors, trace } = await send(FAILING, traced);
  expect(errors[0]?.extensions?.["code"]).toBe("MEETING_CLOSED");
  expect(trace).toContain("<masked>");
  expect(trace).not.toContain(errors[0]?.message);
  expect(trace).not.toContain("demo-token");
});

test("in production nobody gets a trace unless it is switched on, because it takes twenty times the response's memory", async () => {
  const env = { NODE_ENV: "production", DINGTALK_BASE_URL: "http://127.0.0.1:1" };
  const traces = await Promise.all(
    ["", "true"].map(async (enabled) => {
      const production = await startTestGateway({}, { ...env, INLINE_TRACES_ENABLED: enabled });
      const { text } = await production.query("{ __typename }", { headers: traced });
      await production.close();
      return text.includes("ftv1");
    }),
  );
  expect(traces).toEqual([false, true]);
});
