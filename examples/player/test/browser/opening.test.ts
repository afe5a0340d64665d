import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { useStage } from "./stage.ts";

const stage = useStage();
const PAGE_SCRIPT = "**/assets/page-*.js";

/** The page's own script arrives only after this. */
const holdPage = (page: Page, until: Promise<unknown>) =>
  page.route(PAGE_SCRIPT, async (route) => {
    await until;
    await route.fallback();
  });

test("the first text is requested once, while the page still loads, and is drawn with the page", async () => {
  const { page, faults } = await stage().open("about:blank");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.postData() ?? ""));
  await holdPage(
    page,
    page.waitForEvent("requestfinished", (request) => request.url().endsWith("/graphql")),
  );
  await page.goto(`${stage().url}?meeting=demo-long`);
  await page.locator("[data-line]").first().waitFor();
  await page.locator(".share").first().waitFor();
  assert.equal(asked.filter((body) => body.includes("query OpenBeginning")).length, 1);
  assert.equal(await page.locator(".skeleton").count(), 0);
  assert.deepEqual(faults, []);
});

test("a failure before the page has loaded is shown once it has loaded, and the person can try again", async () => {
  const { page, messages, faults } = await stage().open("about:blank");
  const errors = [{ message: "no", extensions: { code: "UPSTREAM_BAD_RESPONSE", retryable: false } }];
  await page.route("**/graphql", (route) => route.fulfill({ json: { errors } }), { times: 1 });
  await holdPage(
    page,
    page.waitForEvent("requestfinished", (request) => request.url().endsWith("/graphql")),
  );
  await page.goto(stage().url);
  await page.getByRole("alert").getByRole("button", { name: messages.tryAgain }).click();
  await page.locator("[data-line]").first().waitFor();
  assert.deepEqual(faults, []);
});

test("a meeting opened after the first one is read afresh", async () => {
  const { page } = await stage().open("?meeting=demo");
  await page.locator("[data-line]").first().waitFor();
  const first = await page.locator("[data-line] p").first().innerText();
  await page.locator("input[name=conferenceId]").fill("demo-long");
  await page.keyboard.press("Enter");
  await page
    .locator(".seek .time")
    .filter({ hasText: /^1[12]:/ })
    .waitFor();
  assert.notEqual(await page.locator("[data-line]").count(), 0);
  await page.goBack();
  await page.locator(".seek .time").getByText("56:55").waitFor();
  assert.equal(await page.locator("[data-line] p").first().innerText(), first);
});
