import { afterEach, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

let gateway: TestGateway;
afterEach(() => gateway.close());

const start = (env: Record<string, string>) =>
  startTestGateway({ transcripts: new Map([["m", numberedTranscript(3)]]) }, env);

const TWO = `{
  quick: conference(conferenceId: "m") { paragraphs { nodes { text } } }
  never: conference(conferenceId: "error-silent") { conferenceId paragraphs { nodes { text } } }
}`;

test("an operation that misses its deadline returns the fields it has, and an error for each of the others", async () => {
  gateway = await start({ OPERATION_TIMEOUT_MS: "2000", UPSTREAM_TIMEOUT_MS: "2000", UPSTREAM_MAX_ATTEMPTS: "3" });
  const { status, data, errors } = await gateway.query(TWO);
  expect(status).toBe(200);
  expect(data).toEqual({
    quick: { paragraphs: { nodes: [0, 1, 2].map((index) => ({ text: `paragraph ${index}` })) } },
    never: { conferenceId: "error-silent", paragraphs: null },
  });
  expect(errors).toMatchObject([
    { path: ["never", "paragraphs"], extensions: { code: "UPSTREAM_TIMEOUT", retryable: true } },
  ]);
});

test("each operation on one connection has its own deadline", async () => {
  gateway = await start({ OPERATION_TIMEOUT_MS: "2000", UPSTREAM_TIMEOUT_MS: "2000" });
  await gateway.query(TWO);
  const { data, errors } = await gateway.query(
    `{ conference(conferenceId: "m") { paragraphs(first: 1) { nodes { text } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ conference: { paragraphs: { nodes: [{ text: "paragraph 0" }] } } });
});

test("a throttled field is retried after a second and succeeds", async () => {
  gateway = await startTestGateway(
    { transcripts: new Map([["m", numberedTranscript(3)]]), callsPerSecond: 1 },
    { UPSTREAM_MAX_ATTEMPTS: "3" },
  );
  const query = `{ conference(conferenceId: "m") { paragraphs { nodes { text } } } }`;
  const first = await gateway.query(query);
  const second = await gateway.query(query);
  expect(second).toEqual(first);
  expect(gateway.simulator.calls.map(({ status }) => status)).toEqual([200, 403, 200]);
});
