import type { Page } from "playwright-core";
import type { Messages } from "../../src/language/messages.ts";

const WORDS = ["预算", "rollback", "权限", "budget", "上线", "customer", "测试", "alert", "下周", "plan"];

/**
 * Uses the player with a meeting of twelve hours like a person: scrolls, jumps 20 times, searches 10 times, downloads
 * captions, follows a speaker, listens, and follows the end. With pauses of 12 s between actions, this takes ten
 * minutes.
 */
export async function useTenMinutes(page: Page, messages: Messages, { pauseMs }: { readonly pauseMs: number }) {
  const pause = () => page.waitForTimeout(pauseMs);
  await page.locator(".bar-of-time input:enabled").waitFor();
  await scroll(page);
  for (let jump = 0; jump < 20; jump++) {
    const hours = (jump * 7) % 12;
    await page.locator(".jump input").fill(`${hours}:${String((jump * 13 + 5) % 60).padStart(2, "0")}:00`);
    await page.locator(".jump button").click();
    await page.locator("[data-line][aria-current]").first().waitFor();
    await pause();
  }
  for (const word of WORDS) {
    await page.getByRole("searchbox").fill(word);
    await page.locator(".outcome[data-state=found]").waitFor();
    await page.getByRole("searchbox").press("Enter");
    await pause();
  }
  await page.getByRole("searchbox").fill("");
  for (const format of ["WEBVTT", "SRT", "TTML", "TEXT"] as const) {
    await page.locator("summary").filter({ hasText: messages.download }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: messages.formats[format], exact: true }).click();
    await download;
    await pause();
  }
  await page.locator(".share").nth(1).click();
  await page.locator(".marks .turns").waitFor();
  await page.getByRole("button", { name: messages.play, exact: true }).click();
  for (let minute = 0; minute < 4; minute++) await pause();
  await page.getByRole("button", { name: messages.pause, exact: true }).click();
  await page.getByRole("button", { name: messages.latest, exact: true }).click();
  for (let round = 0; round < 8; round++) await pause();
  await scroll(page);
}

async function scroll(page: Page): Promise<void> {
  await page.locator(".transcript").hover();
  for (let step = 0; step < 20; step++) {
    await page.mouse.wheel(0, 2500);
    await page.waitForTimeout(50);
  }
}
