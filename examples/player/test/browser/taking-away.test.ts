import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();

/** How each file begins. */
const BEGINNINGS = {
  WEBVTT: ["demo.vtt", /^WEBVTT\n\n1\n00:00:06\.312 --> /],
  SRT: ["demo.srt", /^1\n00:00:06,312 --> /],
  TTML: ["demo.ttml", /^<\?xml [^]*<tt /],
  TEXT: ["demo.txt", /^\[00:00:06\] 陈思远: 大家早/],
} as const;

testInEachLanguage("captions and text are downloaded with the keyboard alone", async (language) => {
  const { page, messages, faults } = await stage().open("", { language });
  await page.locator("[data-line]").first().waitFor();
  for (const [format, [name, beginning]] of Object.entries(BEGINNINGS)) {
    await page.locator("summary").filter({ hasText: messages.download }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: messages.formats[format as "SRT"], exact: true }).focus();
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const file = await download;
    assert.equal(file.suggestedFilename(), name);
    assert.match(await readFile(await file.path(), "utf8"), beginning);
  }
  assert.deepEqual(faults, []);
});

test("a menu closes with Escape, and with a click beside it", async () => {
  const { page, messages } = await stage().open();
  const item = page.getByRole("button", { name: messages.formats.SRT });
  const summary = page.locator("summary").filter({ hasText: messages.download });
  await summary.click();
  await item.waitFor();
  await page.keyboard.press("Escape");
  await item.waitFor({ state: "hidden" });
  await summary.click();
  await item.waitFor();
  await page.locator(".transcript").click({ position: { x: 5, y: 5 } });
  await item.waitFor({ state: "hidden" });
});

test("a download that fails says so", async () => {
  const { page, messages } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  await page.route("**/graphql", (route) => route.abort(), { times: 1 });
  await page.locator("summary").filter({ hasText: messages.download }).click();
  await page.getByRole("button", { name: messages.formats.SRT }).click();
  await page.getByText(messages.failed).waitFor();
});

testInEachLanguage(
  "a quote is copied with speaker, time and a link; of selected words alone, these",
  async (language) => {
    const { page, messages } = await stage().open("", { language, permissions: ["clipboard-read", "clipboard-write"] });
    const line = page.locator("[data-line]").nth(1);
    await line.hover();
    await line.getByRole("button", { name: messages.copyQuote }).click();
    await line.getByText(messages.copied).waitFor();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    assert.equal(await copied(), `“能听到，很清楚。”\n— 林佳, 0:09\n${stage().url}?meeting=demo#t=9`);
    await line.locator("p").evaluate((element) => {
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      if (text !== null) getSelection()?.setBaseAndExtent(text, 4, text, 7);
    });
    await page.waitForTimeout(2100);
    await line.getByRole("button", { name: messages.copyQuote }).click();
    await line.getByText(messages.copied).waitFor();
    assert.match(await copied(), /^“很清楚”\n/);
  },
);

testInEachLanguage("a link to this moment is copied", async (language) => {
  const { page, messages } = await stage().open("#t=600", {
    language,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.locator("[data-line]").first().waitFor();
  await page.locator("summary").filter({ hasText: messages.download }).click();
  await page.getByRole("button", { name: messages.copyLink }).click();
  await page.locator(".toast").getByText(messages.copied).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${stage().url}?meeting=demo#t=600`);
});

test("a meeting is not printed if the person leaves it while it is read", async () => {
  const { page, messages } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  await page.evaluate(() => {
    globalThis.print = () => Object.assign(globalThis, { printed: true });
  });
  let respond = () => undefined as void;
  const left = new Promise<void>((resolve) => (respond = resolve));
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("CaptionFile") === true) await left;
    await route.fallback();
  });
  const read = page.waitForResponse((response) => response.request().postData()?.includes("CaptionFile") === true);
  await page.locator("summary").filter({ hasText: messages.download }).click();
  await page.getByRole("button", { name: messages.print }).click();
  await page.locator("input[name=conferenceId]").fill("demo-int64");
  await page.keyboard.press("Enter");
  await page.waitForURL(/meeting=demo-int64/);
  respond();
  await (await read).finished();
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate("globalThis.printed"), undefined);
});

test("the print button prints the whole meeting, and the browser's own command the paragraphs read so far", async () => {
  const { page, messages } = await stage().open("?meeting=demo-long");
  await page.locator("[data-line]").first().waitFor();
  await page.evaluate(() => {
    globalThis.print = () => {
      dispatchEvent(new Event("beforeprint"));
      Object.assign(globalThis, { printed: document.querySelectorAll(".print-sheet p").length });
      dispatchEvent(new Event("afterprint"));
    };
  });
  await page.evaluate(() => globalThis.print());
  const read = await page.evaluate<number>("printed");
  assert.ok(read >= 50 && read < 5303, `${read} paragraphs`);
  await page.locator("summary").filter({ hasText: messages.download }).click();
  await page.getByRole("button", { name: messages.print }).click();
  await page.waitForFunction("printed >= 5303");
  await page.locator(".print-sheet").waitFor({ state: "detached" });
});
