import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { DEMO_PEOPLE } from "../../src/simulator/demo-people.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { signInAt } from "../support/sign-in.js";
import { startChromium } from "./chromium.js";
import { readHeap } from "./heap.js";
import { openPlayground, type PlaygroundPage, ready } from "./playground-page.js";
import { recordTraffic } from "./traffic.js";

const [PERSON] = DEMO_PEOPLE;
if (PERSON === undefined) throw new Error("the demo has people");

let browser: Browser;
let context: BrowserContext;
let gateway: TestGateway;
let traffic: () => Promise<string>;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  gateway = await startTestGateway({}, signInAt);
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  traffic = recordTraffic(context);
});
afterEach(async () => {
  await context.close();
  await gateway.close();
});

/** Signs in as the demo's first person, by the button. */
async function signIn({ page }: PlaygroundPage): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: PERSON?.name ?? "" }).click();
  await ready(page);
}

/** Storage of all kinds, and the page as it is now. */
async function readPage(page: Page): Promise<string> {
  const kept = JSON.stringify(await context.storageState({ indexedDB: true }));
  const session = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  return [kept, session, await page.content(), page.url()].join("\n");
}

const jwtIn = (text: string) => /Bearer (eyJ[\w.-]+)/.exec(text)?.[1] ?? "";

test("after sign-in by the button, the page shows the person's name, and the first example runs as that person", async () => {
  const playground = await openPlayground(context, gateway.url);
  await signIn(playground);
  expect(playground.page.url()).toBe(gateway.url.href);
  expect(await playground.page.locator(".sign-in strong").textContent()).toBe(PERSON.name);
  expect(JSON.parse(await playground.run())).not.toHaveProperty("errors");
  expect(await playground.responseText()).toContain('"words": {');
  expect(gateway.simulator.calls).toMatchObject([{ conferenceId: "demo", unionId: PERSON.unionId, status: 200 }]);
  expect(playground.complaints).toEqual([]);
});

test("the page's memory, storage, document and traffic contain no DingTalk token, and only its memory contains the JWT", async () => {
  const playground = await openPlayground(context, gateway.url);
  await signIn(playground);
  await playground.run();
  await playground.openTab("Scrolling");
  const response = await playground.run();
  const token = gateway.simulator.calls[0]?.accessToken ?? "";
  expect(token).toMatch(/^demo-app-[\w-]{36}$/);
  const sent = await traffic();
  const jwt = jwtIn(sent);
  expect(jwt.length).toBeGreaterThan(100);
  const [heap, page] = [await readHeap(playground.page), await readPage(playground.page)];
  // Proves that the search works: it finds the JWT in memory and traffic, responses in the traffic, and tabs
  // in the storage.
  expect(sent.includes(response)).toBe(true);
  expect(heap.includes(jwt)).toBe(true);
  expect(page).toContain("graphiql:tabState");
  expect(page.includes(jwt)).toBe(false);
  for (const [place, text] of Object.entries({ heap, page, sent }))
    expect([place, text.includes(token), text.includes("demo-app-")]).toEqual([place, false, false]);
}, 120_000);

test("signing out or reloading forgets the JWT, and the next response asks the person to sign in", async () => {
  const playground = await openPlayground(context, gateway.url);
  const { page } = playground;
  await signIn(playground);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await ready(page);
  expect(await playground.run()).toContain("UNAUTHENTICATED");
  expect(gateway.simulator.calls).toEqual([]);
});

test("a JWT in the address from somebody else is ignored", async () => {
  const page = await context.newPage();
  const jwt = gateway.simulator.identityProvider.issue(PERSON);
  await page.goto(`${gateway.url.href}#id_token=${jwt}&state=guessed`);
  await ready(page);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  expect(page.url()).toBe(gateway.url.href);
});

test("in front of a real upstream there is no button, and the header editor has an empty JWT header", async () => {
  const url = { DINGTALK_BASE_URL: "http://127.0.0.1:1" };
  const real = await startTestGateway({}, (simulator) => signInAt(simulator, url));
  try {
    const playground = await openPlayground(context, real.url);
    expect(await playground.page.getByRole("button", { name: "Sign in" }).count()).toBe(0);
    expect(await playground.read("Headers")).toContain('"authorization": "Bearer "');
  } finally {
    await real.close();
  }
});
