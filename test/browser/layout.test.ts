import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Browser, type BrowserContext, type BrowserContextOptions, devices, type Locator } from "playwright-core";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { startChromium } from "./chromium.js";
import { openPlayground, type PlaygroundPage } from "./playground-page.js";

const WIDE = { viewport: { width: 1280, height: 800 } };
const PHONE = { ...devices["iPhone 13 Mini"], viewport: { width: 375, height: 629 } };

/** Tabs overlap their panel a little. */
const OVERLAP = 4;

let browser: Browser;
let context: BrowserContext;
let gateway: TestGateway;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  gateway = await startTestGateway(
    {},
    {
      CACHE: "memory",
      CACHE_TAIL_SECONDS: "0",
      UPSTREAM_COST_IN_RESPONSE: "true",
    },
  );
});
afterEach(async () => {
  await context.close();
  await gateway.close();
});

async function open(options: BrowserContextOptions): Promise<PlaygroundPage> {
  context = await browser.newContext({ locale: "en-US", ...options });
  return openPlayground(context, gateway.url);
}

/** The edges of an element, in pixels of the page. @throws if it is not shown. */
async function edgesOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error("the element is not on the page");
  return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
}

/** By how many pixels the operation's text is wider than its editor. */
const overflowOf = ({ page }: PlaygroundPage) =>
  page.locator(".graphiql-query-editor .monaco-scrollable-element.editor-scrollable").evaluate((editor) => {
    const lines = [...editor.querySelectorAll(".view-line > span")].map((line) => line.getBoundingClientRect().right);
    return Math.max(...lines) - editor.getBoundingClientRect().right;
  });

test("at 1280 pixels every tab is visible, and no line of an example is cut off", async () => {
  const playground = await open(WIDE);
  const tabs = playground.page.getByRole("tab");
  const add = await edgesOf(playground.page.getByRole("button", { name: "New tab" }));
  for (const tab of await tabs.all()) expect((await edgesOf(tab)).right).toBeLessThanOrEqual(add.left);
  for (const name of await playground.page.locator(".graphiql-tab-button").allTextContents()) {
    await playground.openTab(name);
    expect([name, (await overflowOf(playground)) <= 0]).toEqual([name, true]);
  }
}, 120_000);

test("the demo opens with the variables of its first example visible", async () => {
  const { page } = await open(WIDE);
  const lines = page.locator('.graphiql-editor-tool[aria-label="Variables"] .view-line');
  expect(await lines.filter({ hasText: "conferenceId" }).isVisible()).toBe(true);
});

test("the open tab is visible even if not all tabs fit, also after a reload", async () => {
  const playground = await open({ viewport: { width: 800, height: 600 } });
  const { page } = playground;
  await playground.openTab("ErrorCode");
  const isInSight = async () => {
    const [active, row] = [page.locator(".graphiql-tab-active"), page.locator(".graphiql-tabs")];
    const [{ left, right }, bounds] = [await edgesOf(active), await edgesOf(row)];
    return left >= bounds.left && right <= bounds.right + 1;
  };
  expect(await isInSight()).toBe(true);
  await page.reload();
  await page.locator(".graphiql-tab-active", { hasText: "ErrorCode" }).waitFor();
  await playground.waitForOperation("ErrorCode");
  expect(await isInSight()).toBe(true);
});

test("on a phone, query, variables and response are stacked at full width, and an example runs", async () => {
  const playground = await open(PHONE);
  const { page } = playground;
  expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
  const parts = [
    ".graphiql-sidebar",
    ".graphiql-tabs",
    ".graphiql-query-editor",
    ".graphiql-editor-tool",
    ".result-window",
  ];
  let above = 0;
  for (const part of parts) {
    const { left, right, top, bottom } = await edgesOf(page.locator(part));
    expect([part, left >= 0, right <= 375, top >= above - OVERLAP]).toEqual([part, true, true, true]);
    above = bottom;
  }
  expect(await page.locator("html").evaluate((element) => element.scrollWidth)).toBe(375);
  expect(await overflowOf(playground)).toBeLessThanOrEqual(0);
});

test("on a phone, the documentation opens over the whole screen, and closes", async () => {
  const { page } = await open(PHONE);
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  const docs = page.getByRole("region", { name: "Documentation Explorer" });
  const { left, right } = await edgesOf(docs);
  expect([left >= 0, right <= 375, right - left > 300]).toEqual([true, true, true]);
  expect(await page.locator(".graphiql-sessions").isVisible()).toBe(false);
  await page.getByRole("button", { name: "Hide Documentation Explorer" }).click();
  expect(await page.locator(".graphiql-sessions").isVisible()).toBe(true);
});

test("each run shows its cost, each tab keeps its own, and a run from the cache costs nothing", async () => {
  const playground = await open(WIDE);
  const cost = playground.page.locator(".run-cost");
  expect(await cost.count()).toBe(0);
  await playground.run();
  expect(await cost.textContent()).toBe("Calls to DingTalk: 1 for this run, 0 saved by the cache, 1 this month");
  await playground.openTab("Speakers");
  await cost.waitFor({ state: "detached" });
  await playground.run();
  expect(await cost.textContent()).toContain("0 for this run, 1 saved by the cache, ");
  await playground.openTab("Words");
  expect(await cost.textContent()).toContain("1 for this run, 0 saved by the cache, 1 this month");
});

test("without the cost in responses, the page shows none", async () => {
  const silent = await startTestGateway();
  context = await browser.newContext(WIDE);
  const playground = await openPlayground(context, silent.url);
  await playground.run();
  expect(await playground.page.locator(".graphiql-footer").isVisible()).toBe(false);
  await silent.close();
});

test("a Chinese browser gets Chinese examples and texts, and the examples run", async () => {
  const playground = await open({ ...WIDE, locale: "zh-CN" });
  const { page } = playground;
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await page.locator(".graphiql-query-editor .view-line", { hasText: "逐级展开到词" }).waitFor();
  await playground.openTab("Search");
  expect(await playground.read("Variables")).toContain("权限管理");
  expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
  expect(await page.locator(".run-cost").textContent()).toBe("钉钉接口调用：本次 1 次，缓存节省 0 次，本月累计 1 次");
  expect(playground.complaints).toEqual([]);
});

test("the examples follow the browser's language when it changes, but not what a person has written", async () => {
  const english = await open(WIDE);
  await english.openTab("Speakers");
  await english.write("Variables", '{ "conferenceId": "demo-long" }');
  await english.page.waitForFunction((name) => {
    const { tabs = [] } = JSON.parse(localStorage.getItem("graphiql:tabState") ?? "{}");
    return tabs.some(({ title = "", variables = "" }) => title === name && variables.includes("demo-long"));
  }, "Speakers");
  await english.openTab("Search");
  const storageState = await context.storageState();
  await context.close();
  const chinese = await open({ ...WIDE, locale: "zh-CN", storageState });
  await chinese.page.getByText("查找包含关键词的段落").waitFor();
  expect(await chinese.page.getByRole("tab").count()).toBe(10);
  expect(await chinese.read("Variables")).toContain("权限管理");
  expect(JSON.parse(await chinese.run())).not.toHaveProperty("errors");
  await chinese.openTab("Speakers");
  await chinese.page.getByText("每位发言人的发言统计").waitFor();
  await chinese.page.locator(".graphiql-editor-tool .view-line", { hasText: "demo-long" }).waitFor();
});

test("documentation and completion hide the fields for routers", async () => {
  const playground = await open(WIDE);
  const { page } = playground;
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  const docs = page.getByRole("region", { name: "Documentation Explorer" });
  await docs.getByRole("link", { name: "Conference", exact: true }).waitFor();
  expect(await docs.textContent()).not.toMatch(/_Any|_Entity|_Service|_entities|_service/);
  await docs.getByRole("link", { name: "Query", exact: true }).click();
  await docs.getByRole("link", { name: "conferences", exact: true }).waitFor();
  expect(await docs.textContent()).not.toMatch(/_entities|_service/);
  await page.locator(".graphiql-query-editor .view-lines").click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("{ ");
  await page.keyboard.press("Control+Space");
  const suggestions = page.locator(".suggest-widget .monaco-list-row");
  await suggestions.filter({ hasText: "conferences" }).waitFor();
  expect((await suggestions.allTextContents()).join("\n")).not.toMatch(/_entities|_service/);
});
