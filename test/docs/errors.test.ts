import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { assertObjectType, type GraphQLFormattedError } from "graphql";
import { parseConfig } from "../../src/config/parse-config.js";
import { formatError } from "../../src/graphql/format-error.js";
import { createSchema } from "../../src/graphql/schema/schema.js";
import { FAILURE_CONFERENCES } from "../../src/simulator/failures.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { RETRYABLE_BY_CODE } from "./error-codes.js";
import { blocksOf, readText } from "./markdown.js";
import { type Run, toRuns } from "./runs.js";

const ERRORS = readText("docs/errors.md");

const RETRYABLE: ReadonlyMap<string, boolean> = new Map(Object.entries(RETRYABLE_BY_CODE));

/** The statements of the page about one code. */
interface Section {
  readonly code: string;
  readonly text: string;
  /** The number of the line with its heading. */
  readonly line: number;
  /** The simulator's meetings that fail with this code. */
  readonly conferences: readonly string[];
}

const SECTIONS: readonly Section[] = ERRORS.split(/^(?=## )/m)
  .slice(1)
  .map((text) => ({
    code: /^## (.*)$/m.exec(text)?.[1] ?? "",
    text,
    line: ERRORS.slice(0, ERRORS.indexOf(text)).split("\n").length,
    conferences: [...(/^\*\*Try it\.\*\* (.*?)\.$/ms.exec(text)?.[1] ?? "").matchAll(/`([^`]+)`/g)].map(
      ([, name = ""]) => name,
    ),
  }))
  .filter(({ code }) => RETRYABLE.has(code));

/** The code of an example: the code that it names, or the code of its section. */
const codeOf = ({ error, line }: Run) => error ?? SECTIONS.findLast((section) => section.line < line)?.code;

const RUNS = toRuns(ERRORS).map((run) => [`line ${run.line}`, run] as const);

let gateway: TestGateway;
/** Has short timeouts, for the meetings that never respond. */
let impatient: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  impatient = await startTestGateway({}, { OPERATION_TIMEOUT_MS: "500", UPSTREAM_TIMEOUT_MS: "500" });
});
afterAll(async () => {
  await gateway.close();
  await impatient.close();
});

async function send({ query, variables }: Pick<Run, "query" | "variables">) {
  const isEndless = /"error-(?:silent|stall)"/.test(JSON.stringify(variables));
  const { text } = await (isEndless ? impatient : gateway).query(query, { variables: variables ?? {} });
  return JSON.parse(text);
}

test("every code has a section and a row, and both say correctly whether to retry", () => {
  expect(SECTIONS.map(({ code }) => code).toSorted()).toEqual(Object.keys(RETRYABLE_BY_CODE).toSorted());
  const rows = [...ERRORS.matchAll(/^\| \[`(\w+)`\]\(#(\w+)\) +\| (yes|no) /gm)];
  const cells = rows.map(([, code = "", anchor, retry]) => [code, anchor, retry === "yes"]);
  expect(cells).toEqual(SECTIONS.map(({ code }) => [code, code.toLowerCase(), RETRYABLE.get(code)]));
  const retries = SECTIONS.map(({ text }) => /^\*\*Retry\?\*\* (Yes|No)\b/m.exec(text)?.[1]);
  expect(retries).toEqual(SECTIONS.map(({ code }) => (RETRYABLE.get(code) ? "Yes" : "No")));
});

test("every code has a sentence for the person, without technical words", () => {
  const sentences = SECTIONS.map(({ text }) => /^\*\*What to say\.\*\* “(.+?)”$/ms.exec(text)?.[1] ?? "");
  for (const sentence of sentences) {
    expect(sentence).toMatch(/^[A-Z].{20,}\.$/s);
    expect(sentence).not.toMatch(/error|token|upstream|gateway|invalid|code/i);
  }
});

test("every failure of the simulator is in exactly one section", () => {
  const named = SECTIONS.flatMap(({ conferences }) => conferences);
  expect(named.toSorted()).toEqual(FAILURE_CONFERENCES.map(({ conferenceId }) => conferenceId).toSorted());
});

const MEETINGS = SECTIONS.flatMap(({ code, conferences }) => conferences.map((name) => [name, code] as const));

test.each(MEETINGS)("docs/errors.md lists %s under the code that it fails with, %s", async (conferenceId, code) => {
  const { errors } = await send({ query: RUNS[0]?.[1].query ?? "", variables: { conferenceId } });
  expect(errors).toHaveLength(1);
  expect(errors[0].extensions).toMatchObject({ code, retryable: RETRYABLE.get(code) });
});

test.each(RUNS)("the example at %s of docs/errors.md is the response to its query", async (_line, run) => {
  const response = await send(run);
  expect(normalised(response)).toEqual(normalised(JSON.parse(run.response ?? "")));
  const codes = response.errors.map(({ extensions }: GraphQLFormattedError) => extensions?.["code"]);
  expect(codes).toEqual([codeOf(run)]);
});

/** Replaces the parts that differ between two runs: the id of a call, and the timeout, which is shorter here. */
function normalised(response: unknown): unknown {
  const id = /"requestId":"[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}"/g;
  const text = JSON.stringify(response).replaceAll(id, '"requestId":"some"');
  return JSON.parse(text.replace(/within \d+ ms/, "within some ms"));
}

test("a code that a meeting can show has an example with the first such meeting", () => {
  const shown = RUNS.map(([, { variables }]) => variables);
  for (const { conferences } of SECTIONS.filter((section) => section.conferences.length > 0))
    expect(shown).toContainEqual({ conferenceId: conferences[0] });
});

test("the example of a gateway's fault is right, and shows no detail of the fault", () => {
  const shown = blocksOf(ERRORS).find(({ info }) => info === "shape")?.text ?? "";
  const policy = { report: () => undefined, suggestions: true };
  expect(JSON.parse(shown)).toEqual(formatError({ message: "secret" }, new Error("secret"), policy));
});

test.each([
  ["GRAPHQL_PARSE_FAILED", { query: "{" }],
  ["GRAPHQL_VALIDATION_FAILED", { query: "{ nonsense }" }],
  ["OPERATION_RESOLUTION_FAILURE", { query: "query A { __typename }", operationName: "B" }],
  ["BAD_USER_INPUT", { query: "query ($id: ID!) { node(id: $id) { id } }", variables: { id: {} } }],
  ["BAD_REQUEST", { query: 1 }],
])("a request that fails with %s has no data, is not retryable, and is in the last table", async (code, body) => {
  const headers = { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" };
  const response = await fetch(gateway.url, { method: "POST", headers, body: JSON.stringify(body) });
  const result: unknown = JSON.parse(await response.text());
  expect(result).toEqual({ errors: [expect.objectContaining({ extensions: { code, retryable: false } })] });
  expect(ERRORS.slice(ERRORS.indexOf("## Requests that never ran"))).toContain(`| \`${code}\` `);
});

test("the page says how often the gateway itself tries a call", () => {
  expect(ERRORS).toContain(`tried ${parseConfig({}).upstream.maxAttempts} times`);
});

test("the description of `paragraphs` names every code that it can fail with", async () => {
  const conference = assertObjectType((await createSchema()).getType("Conference"));
  const description = conference.getFields()["paragraphs"]?.description ?? "";
  const codes = Object.keys(RETRYABLE_BY_CODE).filter((code) => code !== "INTERNAL_SERVER_ERROR");
  expect(codes.filter((code) => !description.includes(code))).toEqual([]);
});
