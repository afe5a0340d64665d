import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { BrowserContext } from "playwright-core";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { startChromiumIn } from "./chromium.js";
import { openPlayground, type PlaygroundPage } from "./playground-page.js";

const TOKEN = "demo-not-to-be-kept";

let gateway: TestGateway;
let profile: string;
let context: BrowserContext;

beforeEach(async () => {
  gateway = await startTestGateway();
  profile = await mkdtemp(join(tmpdir(), "playground-"));
  context = await startChromiumIn(profile);
});
afterEach(async () => {
  await context.close();
  await gateway.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Uses the page with a token until the history and the tabs have been stored. */
async function workWithToken(playground: PlaygroundPage): Promise<void> {
  await playground.write("Headers", `{ "x-acs-dingtalk-access-token": "${TOKEN}" }`);
  await playground.run();
  await playground.openTab("Scrolling");
  expect(await keptIn(context)).toContain("graphiql:queries");
  expect(gateway.simulator.calls.map(({ accessToken }) => accessToken)).toContain(TOKEN);
}

/** Cookies, local storage and databases of the whole profile. */
const keptIn = async (profileContext: BrowserContext) =>
  JSON.stringify(await profileContext.storageState({ indexedDB: true }));

/** Closes Chromium, and starts it again with the same profile. */
async function comeBack(): Promise<PlaygroundPage> {
  await context.close();
  context = await startChromiumIn(profile);
  return openPlayground(context, gateway.url);
}

test("the token is not kept after the tab is closed", async () => {
  await workWithToken(await openPlayground(context, gateway.url));
  const playground = await comeBack();
  expect(await playground.read("Headers")).toContain("demo-token");
  expect(await keptIn(context)).toContain("graphiql:queries");
  expect(await keptIn(context)).not.toContain(TOKEN);
});

test("the token is kept if the person chooses so, and deleted when the person changes their mind", async () => {
  const first = await openPlayground(context, gateway.url);
  await setPersistence(first, "On");
  await workWithToken(first);
  const second = await comeBack();
  await second.openTab("Words");
  expect(await second.read("Headers")).toContain(TOKEN);
  await setPersistence(second, "Off");
  expect(await keptIn(context)).not.toContain(TOKEN);
});

async function setPersistence({ page }: PlaygroundPage, setting: "On" | "Off"): Promise<void> {
  await page.getByRole("button", { name: "Open settings dialog" }).click();
  const section = page.locator(".graphiql-dialog-section", { hasText: "Persist headers" });
  await section.getByRole("button", { name: setting, exact: true }).click();
  await page.keyboard.press("Escape");
}
