import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { variableNames } from "../src/config/describe.js";
import { parseConfig } from "../src/config/parse-config.js";
import { RETRYABLE_BY_CODE } from "./docs/error-codes.js";
import { blocksOf, proseOf, readText } from "./docs/markdown.js";
import { toRuns } from "./docs/runs.js";
import { startTestGateway, type TestGateway } from "./support/gateway.js";

const README = readText("README.md");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

test("the README's query gives the response that stands below it", async () => {
  const [run, ...others] = toRuns(README);
  const response = blocksOf(README).find(({ language }) => language === "json")?.text ?? "";
  expect(others).toEqual([]);
  expect(JSON.parse((await gateway.query(run?.query ?? "", { headers: run?.headers ?? {} })).text)).toEqual(
    JSON.parse(response),
  );
});

test("no command of the README stands behind one that does not end by itself, so that blocks can be pasted whole", () => {
  const commands = blocksOf(README)
    .filter(({ language }) => language === "sh")
    .map(({ text }) => text.replaceAll("\\\n", " ").split("\n"));
  expect(commands.filter((lines) => lines.length > 1)).toEqual([]);
  expect(commands.flat()).toEqual(expect.arrayContaining(["npm ci && npm start", "npm ci && npm test"]));
});

/** The words in code of the table rows that are about codes or variables. */
const namesInTables = new Set(
  [...proseOf(README).matchAll(/^\| (`[^|]*`)/gm)].flatMap(([, names = ""]) => names.match(/[A-Z][A-Z\d_]+/g) ?? []),
);

test("the README says what to do about every error code, and to repeat exactly what is retryable", () => {
  const codes = Object.keys(RETRYABLE_BY_CODE);
  expect(codes.filter((code) => !namesInTables.has(code))).toEqual([]);
  const [, repeated = ""] = /^\| (.*?) \| repeat after/m.exec(README) ?? [];
  const retryable = Object.entries(RETRYABLE_BY_CODE).flatMap(([code, isRetryable]) => (isRetryable ? [code] : []));
  expect(new Set(repeated.match(/[A-Z_]{2,}/g))).toEqual(new Set(retryable));
});

test("the README's variables exist, and its production command starts", () => {
  const variables = [...namesInTables].filter((name) => !(name in RETRYABLE_BY_CODE));
  expect(variables).toHaveLength(5);
  expect(variables.filter((name) => !variableNames().includes(name))).toEqual([]);
  const [, settings = ""] = /^npm run build && (.*) node dist\/main\.js$/m.exec(README) ?? [];
  const env = Object.fromEntries(settings.split(" ").map((setting) => setting.split("=")));
  expect(parseConfig(env).deployment).toMatchObject({ production: true });
});

test("the README stays short", () => {
  expect(Buffer.byteLength(README)).toBeLessThan(6000);
});
