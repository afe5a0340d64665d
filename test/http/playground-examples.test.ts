import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createExamples, type Example } from "../../playground/examples.js";
import { headersText } from "../../playground/headers.js";
import { chooseLanguage, type Language, LANGUAGES } from "../../playground/language.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const examplesFor = (isDemo: boolean, language: Language) => {
  const headers = headersText({ isDemo, wantsJwt: false, hasButton: false }, language);
  return createExamples({ isDemo, language, headers });
};
const demo = examplesFor(true, "en");
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

const RUNNABLE = LANGUAGES.flatMap((language) =>
  examplesFor(true, language)
    .filter((example) => nameOf(example) !== "ErrorCode")
    .map((example) => [nameOf(example), language, example] as const),
);

test.each(RUNNABLE)("%s in %s runs unchanged", async (_name, _language, example) => {
  const { data, errors } = await run(example);
  expect(errors).toBeUndefined();
  expect(data).not.toBeNull();
});

test.each(LANGUAGES)("the search in %s finds something", async (language) => {
  const example = examplesFor(true, language).find((candidate) => nameOf(candidate) === "Search");
  if (example === undefined) throw new Error("there is a search");
  expect((await run(example)).data.conference.search.totalCount).toBeGreaterThan(1);
});

test("two people speak at the time in the example of spokenAt", async () => {
  expect((await run(find("SpokenAt"))).data.conference.spokenAt).toHaveLength(2);
});

test("search, captions, speakers and spokenAt have an example each", () => {
  expect(demo.map(nameOf)).toEqual(expect.arrayContaining(["Search", "Captions", "Speakers", "SpokenAt"]));
});

const withoutComments = (language: Language) =>
  examplesFor(true, language).map(({ query }) => query.replaceAll(/^#.*\n/gm, ""));

test("the two languages have the same queries, with other comments and another search text", () => {
  expect(withoutComments("zh-CN")).toEqual(withoutComments("en"));
  for (const { query } of examplesFor(true, "zh-CN")) expect(query).toMatch(/^# .*\p{Script=Han}/u);
  for (const { query } of demo) expect(query).not.toMatch(/\p{Script=Han}/u);
});

/** A Chinese character takes two columns. */
const columnsOf = (line: string) => line.length + (line.match(/[\u2e80-\uffff]/g)?.length ?? 0);

test.each(LANGUAGES)("no line of an example in %s is wider than the editors at 1280 pixels", (language) => {
  const lines = [true, false]
    .flatMap((isDemo) => examplesFor(isDemo, language))
    .flatMap(({ query, variables, headers }) => [query, variables, headers])
    .flatMap((text) => text.split("\n"));
  expect(lines.filter((line) => columnsOf(line) > 46)).toEqual([]);
});

test.each([
  ["zh", "zh-CN"],
  ["zh-CN", "zh-CN"],
  ["zh-Hant-TW", "zh-CN"],
  ["ZH-hk", "zh-CN"],
  ["en-US", "en"],
  ["de", "en"],
  ["zha", "en"],
  ["", "en"],
])("a browser that is set to %j gets %s", (browserLanguage, language) => {
  expect(chooseLanguage(browserLanguage)).toBe(language);
});

test("the example of an error shows its code", async () => {
  const { errors } = await run(find("ErrorCode"));
  expect(errors).toMatchObject([{ extensions: { code: "CLOUD_RECORD_NOT_FOUND", retryable: false } }]);
});

test("the example of the last ten minutes reads the last ten minutes of the demo's meeting", async () => {
  const example = find("LastMinutes");
  const { data } = await run(example);
  const { end, paragraphs } = data.conference;
  expect(JSON.parse(example.variables).from).toBe(end.nodes[0].endTime - 600_000);
  expect(paragraphs.nodes.length).toBeGreaterThan(10);
  expect(paragraphs.nodes.length).toBeLessThan(200);
});

test("the example of an entity finds the demo's meeting", async () => {
  const { data } = await run(find("ById"));
  expect(data.node).toMatchObject({ __typename: "Conference", conferenceId: "demo" });
});

test("with a real upstream, no example names a meeting of the demo", () => {
  const examples = examplesFor(false, "en");
  expect(examples.map(nameOf)).toEqual(demo.map(nameOf));
  expect(JSON.stringify(examples)).not.toContain("demo");
});
