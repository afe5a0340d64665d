import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "./support/gateway.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../README.md");

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

test("the first query of the README gives the answer that stands below it", async () => {
  const body = /-d '(\{.*\})'/.exec(readme)?.[1] ?? "";
  const answer = /```json\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const { query }: { query: string } = JSON.parse(body);
  expect(JSON.parse((await gateway.query(query)).text)).toEqual(JSON.parse(answer));
});

/** The names in the first column of a section's table. */
function firstColumn(section: string): Set<string> {
  const text = readme.slice(readme.indexOf(`\n## ${section}\n`) + 1);
  const rows = text.slice(0, text.indexOf("\n## ")).matchAll(/^\| (`[^|]*`)/gm);
  return new Set([...rows].flatMap(([, names = ""]) => names.match(/[A-Z][A-Z\d_]+/g) ?? []));
}

test("the README has a row for every error code, and for no other", () => {
  const codes = [...read("../src/errors.ts").matchAll(/^ {2}\| "([A-Z_]+)"/gm)].map(([, code]) => code);
  expect(firstColumn("Errors")).toEqual(new Set(codes));
});
