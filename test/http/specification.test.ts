import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Audit, type AuditResult, serverAudits } from "graphql-http";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

/** Adds the header that Apollo Server's protection against forgery needs on a GET without DingTalk's token header. */
const preflighted: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set("apollo-require-preflight", "1");
  return fetch(url, { ...init, headers });
};

const audits = serverAudits({ url: () => gateway.url.href, fetchFn: preflighted });

describe("GraphQL over HTTP", () => {
  test.each(audits.map((audit): [string, Audit] => [`${audit.id}: ${audit.name}`, audit]))(
    "%s",
    async (_name, audit) => {
      const result = await audit.fn();
      expect(result).toMatchObject({ status: "ok" });
    },
  );
});

test("without the header against forgery only GETs are refused", async () => {
  const plain = serverAudits({ url: () => gateway.url.href });
  const results: AuditResult[] = [];
  for (const audit of plain) results.push(await audit.fn());
  const refused = results.filter(({ status }) => status !== "ok");
  expect(refused.map(({ status, name }) => [status, /GET/.test(name)])).toEqual(refused.map(() => ["notice", true]));
  expect(results.length - refused.length).toBe(58);
});
