import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createExamples, type Example } from "../../playground/examples.js";
import { headersText } from "../../playground/headers.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const demo = createExamples(true, headersText({ isDemo: true, wantsJwt: false, hasButton: false }));
const nameOf = ({ query }: Example) => /^query (\w+)/m.exec(query)?.[1] ?? "";

async function run({ query, variables, headers }: Example) {
  const response = await fetch(gateway.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...JSON.parse(headers) },
    body: JSON.stringify({ query, variables: JSON.parse(variables) }),
  });
  return JSON.parse(await response.text());
}

function find(name: string): Example {
  const example = demo.find((candidate) => nameOf(candidate) === name);
  if (example === undefined) throw new Error(`no example ${name}`);
  return example;
}

test.each(
  demo
    .filter((example) => nameOf(example) !== "ErrorWithItsCode")
    .map((example) => [nameOf(example), example] as const),
)("%s runs unchanged", async (_name, example) => {
  const { data, errors } = await run(example);
  expect(errors).toBeUndefined();
  expect(data).not.toBeNull();
});

test("the example of an error shows its code", async () => {
  const { errors } = await run(find("ErrorWithItsCode"));
  expect(errors).toMatchObject([{ extensions: { code: "CLOUD_RECORD_NOT_FOUND", retryable: false } }]);
});

test("the last ten minutes are the last ten minutes of the demo's meeting", async () => {
  const example = find("LastTenMinutes");
  const { data } = await run(example);
  const { end, paragraphs } = data.conference;
  expect(JSON.parse(example.variables).from).toBe(end.nodes[0].endTime - 600_000);
  expect(paragraphs.nodes.length).toBeGreaterThan(10);
  expect(paragraphs.nodes.length).toBeLessThan(200);
});

test("the example of an entity finds the demo's meeting", async () => {
  const { data } = await run(find("EntityById"));
  expect(data.node).toMatchObject({ __typename: "Conference", conferenceId: "demo" });
});

test("with a real upstream no example is filled in from the demo", () => {
  const examples = createExamples(false, headersText({ isDemo: false, wantsJwt: false, hasButton: false }));
  expect(examples.map(nameOf)).toEqual(demo.map(nameOf));
  expect(JSON.stringify(examples)).not.toContain("demo");
});
