import assert from "node:assert/strict";
import { test } from "node:test";
import {
  jumpTo,
  misnumbered,
  scrollThrough,
  scroller,
  spokenInSight,
  textsInPage,
  textsOf,
  timeBar,
} from "./reader.ts";
import { testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();

testInEachLanguage("the demo meeting opens without any setting, and nothing leaves its origin", async (language) => {
  const { page, faults, messages } = await stage().open("", { language });
  await page.getByText(messages.beginning).waitFor();
  assert.equal(await page.getAttribute("html", "lang"), language);
  assert.equal(await page.title(), messages.player);
  assert.equal(await page.locator("[data-line] p").first().innerText(), (await textsOf(stage(), "demo"))[0]);
  await page.locator(".seek .time").getByText("56:55").waitFor();
  assert.deepEqual(faults, []);
});

test("scrolling 5,303 paragraphs from end to end shows each of them, in order, for few calls to DingTalk", async () => {
  const { page, faults, upstreamCalls } = await stage().open("?meeting=demo-long");
  await page.locator("[data-line]").first().waitFor();
  const shown = await scrollThrough(page);
  assert.deepEqual(shown, await textsOf(stage(), "demo-long"));
  assert.ok((await page.locator("[data-line]").count()) < 60, "only what is in sight stands in the page");
  // Three pages, and a check of the end when it is reached.
  assert.ok((await upstreamCalls()) <= 4);
  assert.deepEqual(faults, []);
});

test("a screen reader learns each paragraph's number out of how many, and that the number is unknown until it has been counted", async () => {
  const { page } = await stage().open("?meeting=demo-long");
  const texts = await textsOf(stage(), "demo-long");
  await page.locator("[aria-setsize='5303']").first().waitFor();
  assert.deepEqual(await misnumbered(page, texts), []);
  await scrollThrough(page, 1900);
  assert.deepEqual(await misnumbered(page, texts), []);
  await jumpTo(page, "9:00:00");
  await page.locator("[aria-current][aria-setsize='-1']").first().waitFor();
  await page.getByRole("button", { name: "Latest" }).click();
  await page.locator("[aria-posinset='5303'][aria-setsize='5303']").waitFor();
  assert.deepEqual(await misnumbered(page, texts), []);
});

test("two recordings, whose times begin again, are shown in their order", async () => {
  const { page } = await stage().open("?meeting=demo-two-recordings");
  await page.locator("[data-line]").first().waitFor();
  assert.deepEqual(await scrollThrough(page), await textsOf(stage(), "demo-two-recordings"));
});

test("a jump shows that time, and the meeting continues from there in both directions without a gap", async () => {
  const { page } = await stage().open("?meeting=demo-long");
  await page.locator(".bar-of-time input:enabled").waitFor();
  await jumpTo(page, "3:00:00");
  await spokenInSight(page);
  assert.equal(await timeBar(page).inputValue(), String(3 * 3600));
  const texts = (await textsOf(stage(), "demo-long")).join("\n");
  const shown = await textsInPage(page);
  assert.ok(shown.length > 10);
  assert.ok(texts.includes(shown.join("\n")));
  await scroller(page).hover();
  await page.mouse.wheel(0, -9000);
  await page.waitForTimeout(500);
  assert.ok(texts.includes((await textsInPage(page)).join("\n")));
});

test("the line that a person reads stays in its place when paragraphs are added above it", async () => {
  const { page } = await stage().open("?meeting=demo-long#t=3:00:00");
  await spokenInSight(page);
  const moved = await scroller(page).evaluate(async (element) => {
    const frame = () => new Promise(requestAnimationFrame);
    const lines = () => [...element.querySelectorAll<HTMLElement>("[data-line]")];
    let worst = 0;
    for (let step = 0; step < 60; step++) {
      element.scrollTop -= 400;
      await frame();
      await frame();
      const kept = lines().find((line) => line.getBoundingClientRect().top > 200);
      const before = kept?.getBoundingClientRect().top ?? 0;
      for (let still = 0; still < 6; still++) {
        await frame();
        if (kept?.isConnected !== true) continue;
        worst = Math.max(worst, Math.abs(kept.getBoundingClientRect().top - before));
      }
    }
    return worst;
  });
  assert.ok(moved < 2, `it moved by ${moved} pixels`);
});

testInEachLanguage("scrolling away stops the view from following, and one button brings it back", async (language) => {
  const { page, messages } = await stage().open("", { language });
  await page.locator("[data-line]").first().waitFor();
  await scroller(page).hover();
  await page.mouse.wheel(0, 3000);
  await page.getByRole("button", { name: messages.backTo("0:00") }).click();
  await page.locator(".return").waitFor({ state: "detached" });
  await page.waitForFunction(() => (document.querySelector(".transcript")?.scrollTop ?? 999) < 300);
});

test("a scroll by the browser's own search counts as leaving the clock", async () => {
  const { page } = await stage().open("#t=600");
  await spokenInSight(page);
  assert.equal(await page.locator(".return").count(), 0);
  await scroller(page).evaluate((element) => element.scrollBy(0, 900));
  await page.locator(".return").waitFor();
});

test("a scroll right after the meeting has opened counts as leaving the clock", async () => {
  const { page } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  await scroller(page).evaluate((element) => element.scrollBy(0, 900));
  await page.locator(".return").waitFor();
});

test("a click on a word goes to the word, and one on the time to the paragraph", async () => {
  const { page } = await stage().open();
  const line = page.locator("[data-line]").filter({ hasText: "As always, we switch languages" });
  const box = await line.locator("p").boundingBox();
  assert.ok(box !== null);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height - 12);
  await page.locator(".word[data-word=now]").first().waitFor();
  const clock = Number(await timeBar(page).inputValue());
  assert.ok(clock >= 28 && clock <= 42, `the clock stands at ${clock} s`);
  await line.locator(".line-time").click();
  assert.equal(await timeBar(page).inputValue(), "27");
});

test("selecting text seeks nowhere", async () => {
  const { page } = await stage().open();
  const line = page.locator("[data-line]").nth(5).locator("p");
  await line.selectText();
  await line.dispatchEvent("click");
  assert.equal(await timeBar(page).inputValue(), "0");
});

test("after a reload the clock and the view are where they were", async () => {
  const { page } = await stage().open("?meeting=demo-long");
  await page.locator("[data-line]").first().waitFor();
  await jumpTo(page, "1:30:00");
  const spoken = await spokenInSight(page);
  await page.waitForURL(/#t=5400/);
  await page.reload();
  assert.equal(await spokenInSight(page), spoken);
  await scroller(page).hover();
  await page.mouse.wheel(0, 2500);
  await page.waitForFunction(() => typeof history.state?.reading === "number");
  const seen = await firstInSight();
  await page.waitForTimeout(700);
  await page.reload();
  await page.locator(".return").waitFor();
  const text = seen;
  await page.getByText(text).first().waitFor();

  function firstInSight(): Promise<string> {
    return scroller(page).evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      const lines = [...element.querySelectorAll<HTMLElement>("[data-line]")];
      const first = lines.filter((line) => line.getBoundingClientRect().bottom > top + 200);
      first.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
      return first[0]?.querySelector("p")?.textContent ?? "";
    });
  }
});

test("the page works in a browser that refuses storage", async () => {
  const { page, faults } = await stage().open("about:blank");
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "sessionStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await page.goto(stage().url);
  await page.locator("[data-line]").first().waitFor();
  assert.deepEqual(faults, []);
});

test("the browser's back button goes to the meeting before", async () => {
  const { page } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  await page.locator("input[name=conferenceId]").fill("demo-int64");
  await page.keyboard.press("Enter");
  await page.waitForURL(/meeting=demo-int64/);
  await page.locator("[data-line]").first().waitFor();
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("input")?.value === "demo");
});
