import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { scrollThrough, scroller, spokenInSight, timeBar } from "./reader.ts";
import { useStage } from "./stage.ts";

const stage = useStage();
const MEETING = "?meeting=demo-two-recordings";

/** Scrolls to the start of the second recording. Returns its first line, and the line before. */
async function scrollToSecond(page: Page) {
  await page.locator("[data-line]").first().waitFor();
  await scrollThrough(page);
  const secondsOf = `(line) => line.querySelector(".line-time").textContent.split(":").reduce((sum, part) => sum * 60 + Number(part), 0)`;
  await page.waitForFunction(`(() => {
    const view = document.querySelector(".transcript");
    const lines = [...view.querySelectorAll("[data-line]")].sort((one, other) => one.dataset.index - other.dataset.index);
    const seconds = lines.map(${secondsOf});
    const index = seconds.findIndex((value, at) => at > 0 && seconds[at - 1] - value > 10);
    if (index === -1) { view.scrollTop -= view.clientHeight / 2; return false; }
    lines[index].setAttribute("data-test", "second");
    lines[index - 1].setAttribute("data-test", "end-of-first");
    return true;
  })()`);
  const second = page.locator("[data-test=second]");
  return { second, endOfFirst: page.locator("[data-test=end-of-first]") };
}

const isSpoken = (page: Page, name: string) =>
  page.waitForFunction(`document.querySelector("[data-test=${name}][aria-current]") !== null`);

test("a click on a line goes to that line, in whichever recording it is", async () => {
  const { page } = await stage().open(MEETING);
  const { second, endOfFirst } = await scrollToSecond(page);
  await second.locator(".line-time").click();
  await isSpoken(page, "second");
  await endOfFirst.locator(".line-time").click();
  await isSpoken(page, "end-of-first");
});

test("the arrow keys stay in the recording, and so does a clock that plays", async () => {
  const { page, messages } = await stage().open(MEETING);
  const { second } = await scrollToSecond(page);
  const number = Number(await second.getAttribute("aria-posinset"));
  await second.locator(".line-time").click();
  await scroller(page).focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: messages.play, exact: true }).click();
  await page.waitForTimeout(500);
  const current = page.locator("[data-line][aria-current]").first();
  assert.ok(Number(await current.getAttribute("aria-posinset")) >= number);
});

test("at the end of a recording the clock goes on with the next", async () => {
  const { page, messages } = await stage().open(MEETING);
  const { endOfFirst } = await scrollToSecond(page);
  await endOfFirst.locator(".line-time").click();
  await page.getByLabel(messages.speed).selectOption("4");
  await page.getByRole("button", { name: messages.play, exact: true }).click();
  await isSpoken(page, "second");
  assert.ok(Number(await timeBar(page).inputValue()) < 30);
});

test("the search goes to each match, in both recordings", async () => {
  const { page } = await stage().open(MEETING);
  await page.locator("[data-line]").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("大家");
  await page.locator(".outcome[data-state=found]").waitFor();
  const numbers: number[] = [];
  await page.keyboard.press("Shift+Enter");
  for (let match = 0; match < 3; match++) {
    await page.keyboard.press("Shift+Enter");
    await page.locator("[data-line][aria-current] mark[data-current]").waitFor();
    numbers.push(Number(await page.locator("[data-line][aria-current]").first().getAttribute("data-index")));
  }
  assert.equal(numbers.length, 3);
});

test("a link to the end of the first recording opens there, once, although the second begins in the same window", async () => {
  const { page } = await stage().open("about:blank");
  let requests = 0;
  page.on("request", (request) => (requests += request.url().endsWith("/graphql") ? 1 : 0));
  await page.goto(`${stage().url}${MEETING}#t=56:30`);
  await spokenInSight(page);
  const time = page.locator("[data-line][aria-current] .line-time").first();
  await page.waitForTimeout(1500);
  assert.match(await time.innerText(), /^56:/);
  // The moment, the window around it, the overview, and the pages on both sides.
  assert.ok(requests <= 5, `${requests} requests`);
});
