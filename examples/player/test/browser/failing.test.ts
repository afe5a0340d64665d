import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { jumpTo, scroller, spokenInSight } from "./reader.ts";
import { testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();

/** Makes the next request fail like the gateway would. */
async function failNext(page: Page, extensions: object): Promise<void> {
  const errors = [{ message: "no", path: ["conference", "paragraphs"], extensions }];
  const json = { data: { conference: { paragraphs: null } }, errors };
  await page.route("**/graphql", (route) => route.fulfill({ json }), { times: 1 });
}

testInEachLanguage("each kind of failure is explained in words, with the gateway's code", async (language) => {
  const failures = [
    ["error-resourceClose", "MEETING_CLOSED"],
    ["error-cloudRecordNotFound", "CLOUD_RECORD_NOT_FOUND"],
    ["error-permissionError", "FORBIDDEN"],
    ["error-Forbidden.AccessDenied.ApiCountLimitForOrg", "QUOTA_EXHAUSTED"],
    ["error-wrong-shape", "UPSTREAM_BAD_RESPONSE"],
  ] as const;
  for (const [conferenceId, code] of failures) {
    const { page, messages } = await stage().open(`?meeting=${conferenceId}`, { language });
    const alert = page.getByRole("alert").filter({ hasText: code });
    await alert.waitFor();
    assert.equal(await alert.getByRole("heading").innerText(), messages.problems[code]?.title);
    await page.context().close();
  }
});

testInEachLanguage("during a ban the page says when it ends, and offers no retry before that", async (language) => {
  const { page, messages } = await stage().open("", { language });
  await page.locator("[data-line]").first().waitFor();
  await failNext(page, { code: "UPSTREAM_BLOCKED", retryable: false, retryAfterMs: 2500 });
  await scroller(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const alert = page.getByRole("alert").filter({ hasText: "UPSTREAM_BLOCKED" });
  const [before, after] = messages.notBefore("|").split("|");
  await alert
    .getByText(`${before}`)
    .filter({ hasText: `${after}` })
    .waitFor();
  assert.equal(await alert.getByRole("button").count(), 0);
  await alert.getByRole("button", { name: messages.tryAgain }).click();
  await alert.waitFor({ state: "detached" });
});

test("the retry button of a ban comes in time, also if the machine was asleep when the ban ended", async () => {
  const { page, messages } = await stage().open("about:blank");
  await page.clock.install();
  await page.goto(stage().url);
  await page.locator("[data-line]").first().waitFor();
  await failNext(page, { code: "UPSTREAM_BLOCKED", retryable: false, retryAfterMs: 300_000 });
  await scroller(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const alert = page.getByRole("alert").filter({ hasText: "UPSTREAM_BLOCKED" });
  await alert.waitFor();
  await page.clock.fastForward(301_000);
  await alert.getByRole("button", { name: messages.tryAgain }).waitFor();
});

testInEachLanguage("an error while scrolling is visible with its button, and nothing covers it", async (language) => {
  const { page, messages } = await stage().open("", { language });
  await page.locator("[data-line]").first().waitFor();
  await failNext(page, { code: "UPSTREAM_BAD_RESPONSE", retryable: false });
  await scroller(page).hover();
  await page.mouse.wheel(0, 20_000);
  const retry = page.getByRole("alert").getByRole("button", { name: messages.tryAgain });
  await retry.waitFor();
  await page.locator(".return").waitFor();
  const isOnTop = await retry.evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === button;
  });
  assert.ok(isOnTop);
  await retry.click();
  await page.getByRole("alert").waitFor({ state: "detached" });
});

test("after a part of a meeting could not be read, a jump to another part works", async () => {
  const { page } = await stage().open("?meeting=demo-long");
  await page.locator(".bar-of-time input:enabled").waitFor();
  await failNext(page, { code: "UPSTREAM_BAD_RESPONSE", retryable: false });
  await scroller(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByRole("alert").waitFor();
  await jumpTo(page, "6:00:00");
  await spokenInSight(page);
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("a speaker whose turns cannot be read is not followed, and the person can try again", async () => {
  const { page, messages } = await stage().open();
  const share = page.locator(".share").nth(1);
  await share.waitFor();
  await page.route("**/graphql", (route) => route.abort(), { times: 1 });
  await share.click();
  await page.getByText(messages.failed).waitFor();
  assert.equal(await share.getAttribute("aria-pressed"), "false");
  await share.click();
  await page.locator(".marks .turns").waitFor();
});

testInEachLanguage(
  "a page that the rate limit delays shows a countdown, and is then loaded automatically",
  async (language) => {
    const { page, messages } = await stage().open("", { language });
    await page.locator("[data-line]").first().waitFor();
    await failNext(page, { code: "RATE_LIMITED", retryable: true, retryAfterMs: 1200 });
    await scroller(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.getByText(messages.nextTry("|").split("|")[0] ?? "?").waitFor();
    await page.getByRole("alert").waitFor({ state: "detached" });
  },
);

test("a wait of more than a minute that the gateway asks for is not cut short", async () => {
  const { page, messages } = await stage().open("");
  await page.locator("[data-line]").first().waitFor();
  await failNext(page, { code: "RATE_LIMITED", retryable: true, retryAfterMs: 90_000 });
  await scroller(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByText(messages.nextTry("90 seconds")).waitFor();
});

test("a meeting whose overview cannot be read shows its paragraphs, plays, and reads the overview on request", async () => {
  const { page, messages } = await stage().open("about:blank");
  let fails = true;
  await page.route("**/graphql", (route) =>
    fails && route.request().postData()?.includes("Overview") === true ? route.abort() : route.fallback(),
  );
  await page.goto(`${stage().url}?meeting=demo-long`);
  await page.locator("[data-line]").first().waitFor();
  const retry = page.getByRole("button", { name: messages.tryAgain });
  await retry.waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.getByRole("button", { name: messages.play, exact: true }).click();
  await page.getByRole("button", { name: messages.pause, exact: true }).click();
  fails = false;
  await retry.click();
  await page.locator(".share").first().waitFor();
});

test("a failed overview of a running meeting is not requested again at once", async () => {
  const { page, messages } = await stage().open("about:blank");
  let requests = 0;
  await page.route("**/graphql", (route) => {
    if (route.request().postData()?.includes("Overview") !== true) return route.fallback();
    requests += 1;
    return route.abort();
  });
  await page.goto(`${stage().url}?meeting=demo-live`);
  await page.getByRole("button", { name: messages.tryAgain }).waitFor();
  await page.getByRole("button", { name: messages.latest, exact: true }).click();
  await page.locator("[data-kind=later][data-ended=true]").waitFor();
  assert.equal(requests, 1);
});

test("while the end is followed, a failure that no retry helps is not repeated by itself", async () => {
  const { page, messages } = await stage().open("?meeting=demo-live");
  await page.locator("[data-line]").first().waitFor();
  await page.getByRole("button", { name: messages.latest, exact: true }).click();
  await page.locator("[data-kind=later][data-ended=true]").waitFor();
  let checks = 0;
  const errors = [{ message: "no", extensions: { code: "QUOTA_EXHAUSTED", retryable: false } }];
  await page.route("**/graphql", (route) => {
    if (route.request().postData()?.includes("OpenEnd") === true) checks += 1;
    return route.fulfill({ json: { data: null, errors } });
  });
  await page.getByRole("alert").waitFor();
  await page.waitForTimeout(11_000);
  assert.equal(checks, 1);
});
