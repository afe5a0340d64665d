import assert from "node:assert/strict";
import { test } from "node:test";
import { jumpTo, scroller, timeBar } from "./reader.ts";
import { testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();
const SAMPLE_RATE = 8000;

/** Silence, as a WAV file. */
function silence(seconds: number): Buffer {
  const samples = Buffer.alloc(SAMPLE_RATE * seconds, 128);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

testInEachLanguage("while the clock runs, one word after the other is highlighted", async (language) => {
  const { page, messages } = await stage().open("", { language });
  await page.getByLabel(messages.speed).selectOption("4");
  await page.getByRole("button", { name: messages.play, exact: true }).click();
  const word = page.locator("[aria-current] [data-word=now]").first();
  const first = await word.textContent();
  await page.waitForFunction(
    (text) => ![null, text].includes(document.querySelector("[aria-current] [data-word=now]")?.textContent ?? null),
    first,
  );
  assert.ok((await page.locator("[data-word=said]").count()) > 0);
  await page.getByRole("button", { name: messages.pause, exact: true }).click();
  await page.getByRole("button", { name: messages.play, exact: true }).waitFor();
});

testInEachLanguage("the keyboard plays, seeks and jumps, and a typed space stays a space", async (language) => {
  const { page, messages } = await stage().open("", { language });
  await page.locator(".seek .time").getByText("56:55").waitFor();
  await scroller(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await timeBar(page).inputValue(), "35");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await timeBar(page).inputValue(), "30");
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: messages.pause, exact: true }).waitFor();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: messages.play, exact: true }).waitFor();
  await page.getByLabel(messages.jumpTo).press("Space");
  assert.equal(await page.getByRole("button", { name: messages.play, exact: true }).count(), 1);
  await page.getByLabel(messages.jumpTo).fill("99:99:99");
  await page.keyboard.press("Enter");
  await page.getByText(messages.endsAt("56:55")).waitFor();
  await page.getByLabel(messages.jumpTo).fill("12:30");
  await page.keyboard.press("Enter");
  assert.equal(await timeBar(page).inputValue(), "750");
});

test("a key that is held down plays once, and capital letters work as well", async () => {
  const { page, messages } = await stage().open();
  await page.locator(".bar-of-time input:enabled").waitFor();
  await page.keyboard.down("Space");
  await page.keyboard.down("Space");
  await page.keyboard.up("Space");
  await page.getByRole("button", { name: messages.pause, exact: true }).waitFor();
  await page.keyboard.press("Control+F");
  await page.waitForFunction(() => document.activeElement?.matches("input[type=search]"));
});

test("after a drag that ends where it began, the time bar follows the clock again", async () => {
  const { page } = await stage().open();
  await page.locator(".bar-of-time input:enabled").waitFor();
  const box = await timeBar(page).boundingBox();
  assert.ok(box !== null);
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y);
  await page.mouse.move(x, y);
  await page.mouse.up();
  await jumpTo(page, "40:00");
  assert.equal(await timeBar(page).inputValue(), "2400");
});

test("a slow drag of the time bar loads one window, where it is released, and costs no call to DingTalk", async () => {
  const { page, upstreamCalls } = await stage().open("?meeting=demo-long");
  await page.locator("[data-line]").first().waitFor();
  await page.locator(".bar-of-time input:enabled").waitFor();
  const box = await timeBar(page).boundingBox();
  assert.ok(box !== null);
  const before = await upstreamCalls();
  const asked: string[] = [];
  page.on("request", (request) => {
    const name = /query (\w+)/.exec(request.postData() ?? "")?.[1];
    if (name !== undefined) asked.push(name);
  });
  await page.mouse.move(box.x + 10, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) {
    await page.mouse.move(box.x + 10 + ((box.width - 40) * step) / 20, box.y + box.height / 2);
    await page.waitForTimeout(60);
  }
  assert.deepEqual(asked, []);
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("[data-line][aria-current]") !== null);
  assert.deepEqual(asked.slice(0, 2), ["FindMoment", "OpenAround"]);
  assert.ok((await upstreamCalls()) - before <= 1);
});

testInEachLanguage("the speakers' panel says who spoke how much, and a click follows one of them", async (language) => {
  const { page, messages } = await stage().open("", { language });
  const first = page.locator(".share").first();
  await first.waitFor();
  const percent = new Intl.NumberFormat(language, { style: "percent" }).format(0.21);
  assert.match(await first.innerText(), new RegExp(`陈思远[^]*${percent} · 7:27`));
  await page.getByText(messages.summary("56:55", "419", "8")).waitFor();
  await page
    .getByRole("button", { name: /Daniel Okafor/ })
    .first()
    .click();
  await page.locator(".marks .turns").waitFor();
  await page.locator("[data-line][aria-current]").filter({ hasText: "Daniel Okafor" }).first().waitFor();
  assert.ok((await page.locator("[data-line][data-dimmed]").count()) > 0);
  const before = Number(await timeBar(page).inputValue());
  await page.getByLabel(messages.speed).selectOption("4");
  await page.getByRole("button", { name: messages.play, exact: true }).click();
  await page.waitForFunction((from) => {
    const speaker = document.querySelector("[data-line][aria-current] .speaker")?.textContent;
    const now = Number(document.querySelector<HTMLInputElement>(".bar-of-time input")?.value);
    return speaker === "Daniel Okafor" && now > from + 8;
  }, before);
  await page.locator(".share[aria-pressed=true]").click();
  await page.locator("[data-line][data-dimmed]").first().waitFor({ state: "detached" });
});

testInEachLanguage(
  "a file of one's own plays in step with the clock, with the meeting's captions",
  async (language) => {
    const { page, messages, faults } = await stage().open("", { language });
    await page.locator("[data-line]").first().waitFor();
    const file = { name: "meeting.wav", mimeType: "audio/wav", buffer: silence(60) };
    await page.getByLabel(messages.addRecording).last().setInputFiles(file);
    const video = page.locator("video");
    await video.waitFor();
    await page.locator("[data-line]").nth(2).locator(".line-time").click();
    await page.waitForFunction(() => Math.abs((document.querySelector("video")?.currentTime ?? 0) - 10.41) < 0.1);
    await page.waitForFunction(() => (document.querySelector("video")?.textTracks[0]?.cues?.length ?? 0) > 400);
    await page.getByRole("button", { name: messages.play, exact: true }).click();
    await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 11);
    const drift = await page.evaluate(() => {
      const video = document.querySelector("video");
      const bar = document.querySelector<HTMLInputElement>(".bar-of-time input");
      return Math.abs((video?.currentTime ?? 0) - Number(bar?.value));
    });
    assert.ok(drift < 1.2, `${drift} s apart`);
    await video.evaluate((element: HTMLVideoElement) => element.pause());
    await page.getByRole("button", { name: messages.play, exact: true }).waitFor();
    await video.evaluate((element: HTMLVideoElement) => {
      element.currentTime = 28;
    });
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>(".bar-of-time input")?.value === "28");
    assert.match(
      await page.evaluate(() => {
        const [cue] = [...(document.querySelector("video")?.textTracks[0]?.activeCues ?? [])];
        return cue instanceof VTTCue ? cue.text : "";
      }),
      /人差不多到齐了/,
    );
    await page.getByRole("button", { name: messages.removeRecording }).click();
    await video.waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
  },
);
