import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { scroller } from "./reader.ts";
import { findBarriers, testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();

/** The controls that are cut off at the right edge, or cover another one, by their text. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input:not([hidden]), select, summary")]
      .filter((element) => element.offsetParent !== null && element.closest(".transcript, .side") === null)
      .filter((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
      })
      .map((element) => element.textContent || element.outerHTML),
  );

for (const colorScheme of ["light", "dark"] as const)
  testInEachLanguage(`axe-core finds no barrier in ${colorScheme} colours`, async (language) => {
    const { page, messages } = await stage().open("", { language, colorScheme });
    await page.locator(".share").first().waitFor();
    await page.getByRole("button", { name: messages.play, exact: true }).click();
    await page.locator("[data-word=now]").first().waitFor();
    await page.getByRole("button", { name: messages.pause, exact: true }).click();
    await page.getByRole("searchbox").fill("大家");
    await page.locator("mark").first().waitFor();
    await page.keyboard.press("Enter");
    assert.deepEqual(await findBarriers(page), [], "searching");
    await page
      .getByRole("button", { name: /Daniel Okafor/ })
      .first()
      .click();
    await page.locator("[data-line][data-dimmed]").first().waitFor();
    await page.locator("summary").filter({ hasText: messages.download }).click();
    assert.deepEqual(await findBarriers(page), [], "following a speaker, with the menu open");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await findBarriers(page), [], "on a phone");
    await page.goto(`${stage().url}?meeting=error-serviceBusy`);
    await page.getByRole("alert").waitFor();
    assert.deepEqual(await findBarriers(page), [], "after a failure");
  });

testInEachLanguage("nothing is cut off at 320 pixels, also while somebody searches", async (language) => {
  const { page, messages } = await stage().open("", { language, viewport: { width: 320, height: 640 } });
  await page.locator("[data-line]").first().waitFor();
  assert.deepEqual(await cutOff(page), []);
  await page.getByRole("searchbox").fill("大家");
  await page.locator("mark").first().waitFor();
  assert.deepEqual(await cutOff(page), []);
  await page.getByRole("searchbox").blur();
  await page.getByRole("button", { name: messages.nextMatch }).click();
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 320);
  assert.ok(((await scroller(page).boundingBox())?.height ?? 0) > 200);
});

test("nothing moves while the page loads", async () => {
  const { page } = await stage().open("about:blank");
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.route("**/graphql", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.fallback();
  });
  await page.goto(stage().url);
  await page.locator(".share").first().waitFor();
  await page.waitForTimeout(300);
  const sum = await page.evaluate<number>("shifts.reduce((sum, shift) => sum + shift, 0)");
  assert.ok(sum < 0.02, `the layout shifted by ${sum}`);
});

testInEachLanguage("the page says so if a meeting has no paragraph", async (language) => {
  const { page, messages } = await stage().open("about:blank", { language });
  await page.route("**/graphql", (route) => {
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    return route.fulfill({ json: { data: { conference: { paragraphs: { nodes: [], pageInfo } } } } });
  });
  await page.goto(stage().url);
  await page.getByText(messages.nothingSaid).waitFor();
});
