import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { JsonWriter } from "../../../src/graphql/execution/json-writer.js";
import { RawJson } from "../../../src/graphql/execution/response-body.js";
import { sizeOf } from "../../../src/graphql/limits/response-size.js";
import { startTestGateway, type TestGateway } from "../../support/gateway.js";
import { numberedTranscript } from "../../support/transcripts.js";

const MAX_BYTES = 100_000;
let gateway: TestGateway;
beforeAll(async () => {
  const transcripts = new Map([["m", numberedTranscript(2000)]]);
  gateway = await startTestGateway({ transcripts }, { OPERATION_MAX_RESPONSE_BYTES: String(MAX_BYTES) });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(" ");
const TOO_LONG = {
  message: expect.stringMatching(/^the response has \d+ bytes or more; at most 100000: /),
  extensions: { code: "OPERATION_TOO_COSTLY", retryable: false },
};

test.each([
  ["cursors", `edges { ${aliases(20, "cursor")} }`],
  ["ids", `nodes { ${aliases(20, "id")} }`],
  ["long aliases", `nodes { ${"x".repeat(1000)}: startTime }`],
])(
  "a response with too many bytes of %s stops, in the first run and later, and costs one call",
  async (_what, selection) => {
    const query = `{ conference(conferenceId: "m") { small: paragraphs(first: 1) { nodes { text } } paragraphs(first: 2000) { ${selection} } } }`;
    for (let run = 1; run <= 3; run += 1) {
      const { data, errors, text } = await gateway.query(query);
      expect(errors).toEqual([
        { ...TOO_LONG, path: ["conference", "paragraphs"], locations: [{ line: 1, column: expect.any(Number) }] },
      ]);
      expect(data).toMatchObject({ conference: { small: { nodes: [{ text: "paragraph 0" }] }, paragraphs: null } });
      expect(text.length).toBeLessThan(1000);
      expect(gateway.simulator.calls).toHaveLength(run);
    }
  },
);

test("ids that the interpreter writes count too, and need no call", async () => {
  const conferenceIds = Array.from({ length: 50 }, () => "m".repeat(250));
  const query = `query ($ids: [ID!]!) { conferences(conferenceIds: $ids) { ${aliases(10, "id")} } }`;
  const { data, errors, text } = await gateway.query(query, { variables: { ids: conferenceIds } });
  expect(errors).toEqual([TOO_LONG]);
  expect(data).toBeUndefined();
  expect(text.length).toBeLessThan(1000);
  expect(gateway.simulator.calls).toEqual([]);
});

test("a response below the limit is complete", async () => {
  const { errors, text } = await gateway.query(
    '{ conference(conferenceId: "m") { paragraphs(first: 2000) { nodes { text } } } }',
  );
  expect(errors).toEqual([]);
  expect(text).toContain("paragraph 1999");
});

test("a writer stops when its meter says so, and reports each byte once", () => {
  let metered = 0;
  const writer = new JsonWriter((bytes) => {
    metered += bytes;
    if (metered > MAX_BYTES) throw new Error("enough");
  });
  let written = 0;
  const write = () => {
    for (; written < 100 * MAX_BYTES; written += 12) writer.leaf("ten letters");
  };
  expect(write).toThrow("enough");
  expect(written).toBeLessThan(MAX_BYTES + 70_000);

  let total = 0;
  const short = new JsonWriter((bytes) => (total += bytes));
  for (let count = 0; count < 20_000; count += 1) short.leaf("ten letters");
  expect(short.finish().bytes.length).toBe(total);
});

test("the counted size is at least the size of the JSON", () => {
  const value = { name: "说", list: [1, null, true, { x: "y", empty: {} }], raw: new RawJson(Buffer.from('{"a":1}')) };
  expect(sizeOf(value, Infinity)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
  expect(sizeOf(value, Infinity)).toBeLessThan(2 * Buffer.byteLength(JSON.stringify(value)));
});

test("a text counts its bytes in UTF-8, and the items of a list have no names", () => {
  expect(sizeOf("说".repeat(100), Infinity)).toBe(300 + 4);
  expect(sizeOf([1, 2, "a"], Infinity)).toBe(2 + 4 + 4 + 5);
});
