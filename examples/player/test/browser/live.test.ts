import assert from "node:assert/strict";
import { test } from "node:test";
import { scroller } from "./reader.ts";
import { testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage({ CACHE_TAIL_SECONDS: "1" });

testInEachLanguage("the end of a running meeting stays visible while it grows", async (language) => {
  const { page, messages, faults } = await stage().open("?meeting=demo-live", { language });
  await page.locator("[data-line]").first().waitFor();
  await page.getByRole("button", { name: messages.latest, exact: true }).click();
  await page.locator("[data-kind=later][data-ended=true]").waitFor();
  const last = () =>
    page.locator("[data-line]").evaluateAll((lines) => {
      const sorted = lines.toSorted(
        (one, other) => Number((one as HTMLElement).dataset["index"]) - Number((other as HTMLElement).dataset["index"]),
      );
      return sorted.at(-1)?.querySelector("p")?.textContent;
    });
  const before = await last();
  const deadline = Date.now() + 30_000;
  while ((await last()) === before && Date.now() < deadline) await page.waitForTimeout(500);
  assert.notEqual(await last(), before);
  await page.waitForTimeout(300);
  const gap = await scroller(page).evaluate(
    (element) => element.scrollHeight - element.scrollTop - element.clientHeight,
  );
  assert.ok(gap < 120, `${gap} pixels from the end`);
  assert.deepEqual(faults, []);
});

test("a speaker who is followed again has the turns that the running meeting has now", async () => {
  const { page } = await stage().open("?meeting=demo-live");
  const share = page.locator(".share").first();
  await share.click();
  const turns = page.locator(".marks .turns");
  await turns.waitFor();
  await share.click();
  await turns.waitFor({ state: "detached" });
  const read = page.waitForResponse((response) => response.request().postData()?.includes("SpeakerTurns") === true);
  await share.click();
  await read;
  await turns.waitFor();
});

test("scrolling away from the latest stops following it", async () => {
  const { page, messages } = await stage().open("?meeting=demo-live");
  await page.locator("[data-line]").first().waitFor();
  const latest = page.getByRole("button", { name: messages.latest, exact: true });
  await latest.click();
  await page.locator("[data-kind=later][data-ended=true]").waitFor();
  assert.equal(await latest.getAttribute("aria-pressed"), "true");
  await scroller(page).hover();
  await page.mouse.wheel(0, -1500);
  await page.waitForFunction(() => document.querySelector(".tools [aria-pressed=false]") !== null);
  assert.equal(await latest.getAttribute("aria-pressed"), "false");
});
