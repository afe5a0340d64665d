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

test("the README's query gets the response shown below it", async () => {
  const [run, ...others] = toRuns(README);
  const response = blocksOf(README).find(({ language }) => language === "json")?.text ?? "";
  expect(others).toEqual([]);
  expect(JSON.parse((await gateway.query(run?.query ?? "", { headers: run?.headers ?? {} })).text)).toEqual(
    JSON.parse(response),
  );
});

test("every block of the README has one command, so a reader can paste whole blocks", () => {
  const commands = blocksOf(README)
    .filter(({ language }) => language === "sh")
    .map(({ text }) => text.replaceAll("\\\n", " ").split("\n"));
  expect(commands.filter((lines) => lines.length > 1)).toEqual([]);
  expect(commands.flat()).toEqual(expect.arrayContaining(["npm ci && npm start", "npm ci && npm test"]));
});

/** The codes and variables in the first column of the README's tables. */
const namesInTables = new Set(
  [...proseOf(README).matchAll(/^\| (`[^|]*`)/gm)].flatMap(([, names = ""]) => names.match(/[A-Z][A-Z\d_]+/g) ?? []),
);

test("the README has every error code, and says to retry exactly the retryable ones", () => {
  const codes = Object.keys(RETRYABLE_BY_CODE);
  expect(codes.filter((code) => !namesInTables.has(code))).toEqual([]);
  const [, retried = ""] = /^\| (.*?) \| retry after/m.exec(README) ?? [];
  const retryable = Object.entries(RETRYABLE_BY_CODE).flatMap(([code, isRetryable]) => (isRetryable ? [code] : []));
  expect(new Set(retried.match(/[A-Z_]{2,}/g))).toEqual(new Set(retryable));
});

test("the README's variables exist, and its production command starts", () => {
  const variables = [...namesInTables].filter((name) => !(name in RETRYABLE_BY_CODE));
  expect(variables).toHaveLength(5);
  expect(variables.filter((name) => !variableNames().includes(name))).toEqual([]);
  const [, settings = ""] = /^(NODE_ENV=.*) npm start$/m.exec(README) ?? [];
  const env = Object.fromEntries(settings.split(" ").map((setting) => setting.split("=")));
  expect(parseConfig(env).deployment).toMatchObject({ production: true });
});

test("the README is shorter than 6000 bytes", () => {
  expect(Buffer.byteLength(README)).toBeLessThan(6000);
});
