import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Response } from "playwright-core";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { startChromium } from "./chromium.js";
import { openPlayground, ready } from "./playground-page.js";

let browser: Browser;
let context: BrowserContext;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  gateway = await startTestGateway();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  await gateway.close();
});

interface ParagraphsAnswer {
  readonly data: {
    readonly conference: {
      readonly paragraphs: {
        readonly edges: readonly { readonly node: { readonly id: string; readonly startTime: number } }[];
        readonly pageInfo: { readonly endCursor: string };
      };
    };
  };
}

test("the page sends no request to another origin, and logs no error", async () => {
  const playground = await openPlayground(context, gateway.url);
  await playground.run();
  await playground.page.getByRole("button", { name: "Prettify query" }).click();
  await playground.page.waitForLoadState("networkidle");
  const foreign = playground.requested.filter((address) => new URL(address).origin !== gateway.url.origin);
  expect(foreign.filter((address) => !address.startsWith("data:"))).toEqual([]);
  expect(playground.requested.some((address) => address.endsWith("/graphql.worker.js"))).toBe(true);
  expect(playground.complaints).toEqual([]);
});

test("the first example runs at once, and shows a meeting's words", async () => {
  const playground = await openPlayground(context, gateway.url);
  await playground.run();
  const text = await playground.responseText();
  expect(text).toContain('"words": {');
  expect(text).toMatch(/"text": "\S+"/);
  expect(gateway.simulator.calls).toMatchObject([{ conferenceId: "demo", accessToken: "demo-token", status: 200 }]);
});

test("a first visit transfers less than 1 MB up to the first response, and the documentation once it is opened", async () => {
  // Workers read some of the page's files from the browser's cache.
  const responses = new Map<string, Response>();
  context.on("response", (response) => responses.set(response.url(), response));
  const playground = await openPlayground(context, gateway.url);
  const { page, requested } = playground;
  await playground.run();
  await page.waitForLoadState("networkidle");
  const sizes = [...responses.values()].map(async (response) => Number(await response.headerValue("content-length")));
  expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  expect(requested).not.toContainEqual(expect.stringContaining("doc-explorer"));
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByText("root type for each kind of operation").waitFor();
  expect(requested).toContainEqual(expect.stringContaining("doc-explorer"));
});

test("every example runs unchanged, and only the one about errors returns errors", async () => {
  const playground = await openPlayground(context, gateway.url);
  const others = ["Search", "Captions", "Speakers", "SpokenAt", "Scrolling", "LastMinutes", "Meetings", "ById"];
  for (const name of others) {
    await playground.openTab(name);
    expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
  }
  await playground.openTab("ErrorCode");
  await playground.run();
  expect(await playground.responseText()).toContain('"code": "CLOUD_RECORD_NOT_FOUND"');
});

test("the next page by `endCursor` begins after the previous page", async () => {
  const playground = await openPlayground(context, gateway.url);
  await playground.openTab("Scrolling");
  const seen: number[] = [];
  for (let after: string | null = null, page = 0; page < 3; page += 1) {
    await playground.write("Variables", JSON.stringify({ conferenceId: "demo", after }, null, 2));
    const { data }: ParagraphsAnswer = JSON.parse(await playground.run());
    const { edges, pageInfo } = data.conference.paragraphs;
    seen.push(...edges.map(({ node }) => node.startTime));
    after = pageInfo.endCursor;
  }
  const whole = await gateway.query(
    '{ conference(conferenceId: "demo") { paragraphs(first: 15) { nodes { startTime } } } }',
  );
  const expected = JSON.parse(whole.text).data.conference.paragraphs.nodes;
  expect(seen).toEqual(expected.map((node: { readonly startTime: number }) => node.startTime));
});

test("the docs explorer opens a type, and links to the types of its fields", async () => {
  const { page } = await openPlayground(context, gateway.url);
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  const docs = page.getByRole("region", { name: "Documentation Explorer" });
  await docs.getByRole("link", { name: "Conference", exact: true }).click();
  await docs.getByText("A DingTalk meeting").waitFor();
  await docs.getByRole("link", { name: "ParagraphConnection", exact: true }).click();
  await docs.getByRole("link", { name: "pageInfo", exact: true }).waitFor();
  expect(await docs.getByRole("link", { name: "pageInfo", exact: true }).count()).toBe(1);
});

test("a refused token shows an error with its code", async () => {
  const playground = await openPlayground(context, gateway.url);
  await playground.write("Headers", '{ "x-acs-dingtalk-access-token": "wrong-token" }');
  await playground.run();
  const text = await playground.responseText();
  expect(text).toContain('"code": "UNAUTHENTICATED"');
  expect(text).toContain('"retryable": false');
});

test("a reload restores the open tabs, adds none, and is ready to run", async () => {
  const playground = await openPlayground(context, gateway.url);
  const { page } = playground;
  await playground.openTab("Scrolling");
  await page.reload();
  await ready(page);
  expect(await page.getByRole("tab").count()).toBe(10);
  expect(await page.getByRole("tab", { selected: true }).textContent()).toContain("Scrolling");
  expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
});

test("the history has all runs, and an entry of an earlier visit still runs", async () => {
  const playground = await openPlayground(context, gateway.url);
  const { page } = playground;
  await playground.run();
  await playground.openTab("Scrolling");
  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: "Show History" }).click();
  await page.getByRole("region", { name: "History" }).getByText("Words").click();
  await playground.waitForOperation("Words");
  expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
});

test("in front of a real upstream the token is empty, and a typed token serves every tab", async () => {
  const real = await startTestGateway({}, { DINGTALK_BASE_URL: "http://127.0.0.1:1" });
  try {
    const playground = await openPlayground(context, real.url);
    expect(await playground.read("Headers")).toContain('"x-acs-dingtalk-access-token": ""');
    expect(JSON.parse(await playground.run())).toHaveProperty("errors");
    await playground.write("Headers", '{ "x-acs-dingtalk-access-token": "demo-mine" }');
    await playground.openTab("Meetings");
    await playground.write("Variables", '{ "conferenceIds": ["demo"] }');
    expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
    expect(real.simulator.calls.map(({ accessToken }) => accessToken)).toContain("demo-mine");
  } finally {
    await real.close();
  }
});
