import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { findBarriers, setStage, type Stage } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await setStage();
});
after(() => stage.close());

const transcript = (page: Page) => page.getByRole("region", { name: "Transcript" });
const position = (page: Page) => page.getByRole("slider", { name: "Position" });
const shown = (page: Page) => page.locator(".line p").allTextContents();

/** The meeting's texts in order, read from the gateway without the player. */
async function textsOf(conferenceId: string): Promise<readonly string[]> {
  const query = `query ($id: ID!) { conference(conferenceId: $id) { paragraphs(first: 2000) { nodes { text } } } }`;
  const response = await fetch(`${stage.gatewayUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" },
    body: JSON.stringify({ query, variables: { id: conferenceId } }),
  });
  const { data } = (await response.json()) as {
    data: { conference: { paragraphs: { nodes: readonly { text: string }[] } } };
  };
  return data.conference.paragraphs.nodes.map(({ text }) => text);
}

async function openMeeting(page: Page, conferenceId: string, token = "demo-token"): Promise<void> {
  await page.getByLabel("Meeting").fill(conferenceId);
  await page.getByLabel("Access token").fill(token);
  await page.getByRole("button", { name: "Open" }).click();
}

async function jumpTo(page: Page, time: string): Promise<void> {
  await page.getByLabel("Jump to a time").fill(time);
  await page.getByRole("button", { name: "Jump", exact: true }).click();
}

/** Scrolls one way, page by page, as far as the meeting goes. */
async function scrollTo(page: Page, end: "earlier" | "later"): Promise<void> {
  const lines = page.locator(".line");
  while ((await page.locator(`[data-end=${end}]`).count()) > 0) {
    const count = await lines.count();
    await transcript(page).evaluate((element, up) => {
      element.scrollTop = up ? 0 : element.scrollHeight;
    }, end === "earlier");
    await page.waitForFunction(
      ([before, selector]) => {
        const grown = document.querySelectorAll(".line").length > Number(before);
        return grown || document.querySelector(String(selector)) === null;
      },
      [count, `[data-end=${end}]`],
    );
  }
}

test("the demo meeting opens without any setting, and nothing leaves its origin", async () => {
  const { page, faults } = await stage.open();
  await page.getByText("Beginning of the meeting").waitFor();
  assert.deepEqual((await shown(page)).slice(0, 5), (await textsOf("demo")).slice(0, 5));
  assert.deepEqual(faults, []);
});

test("while the clock runs, one word after the other is highlighted", async () => {
  const { page } = await stage.open();
  await page.getByLabel("Speed").selectOption("4");
  await page.getByRole("button", { name: "Play" }).click();
  const word = page.locator("[aria-current] [data-word=now]").first();
  const first = await word.textContent();
  await page.waitForFunction(
    (text) => ![null, text].includes(document.querySelector("[aria-current] [data-word=now]")?.textContent ?? null),
    first,
  );
  assert.ok((await page.locator("[data-word=said]").count()) > 0);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Play" }).waitFor();
});

test("scrolling from the beginning to the end shows every paragraph once and in order", async () => {
  const { page, faults } = await stage.open();
  await page.locator(".line").first().waitFor();
  await scrollTo(page, "later");
  await page.getByText("End of the meeting").waitFor();
  assert.deepEqual(await shown(page), await textsOf("demo"));
  assert.deepEqual(faults, []);
});

test("a jump shows that time, and scrolling both ways from there shows every paragraph once and in order", async () => {
  const { page } = await stage.open();
  await page.locator(".line").first().waitFor();
  await jumpTo(page, "28:30");
  await page.getByText("Beginning of the meeting").waitFor({ state: "detached" });
  await page.waitForFunction(() => {
    const line = document.querySelector("[aria-current]")?.getBoundingClientRect();
    return line !== undefined && line.top > 0 && line.bottom < innerHeight;
  });
  assert.equal(await position(page).inputValue(), String(28 * 60 + 30));
  await scrollTo(page, "earlier");
  await scrollTo(page, "later");
  assert.deepEqual(await shown(page), await textsOf("demo"));
});

test("what is being read stays where it is when paragraphs come in above it", async () => {
  const { page } = await stage.open();
  await page.locator(".line").first().waitFor();
  await jumpTo(page, "28:30");
  await page.getByText("Beginning of the meeting").waitFor({ state: "detached" });
  const moved = await transcript(page).evaluate(async (element) => {
    const first = element.querySelector<HTMLElement>(".line");
    const count = element.querySelectorAll(".line").length;
    const top = () => first?.getBoundingClientRect().top ?? 0;
    const frame = () => new Promise(requestAnimationFrame);
    element.scrollTop = 0;
    const before = top();
    while (element.querySelectorAll(".line").length === count) await frame();
    await frame();
    return Math.abs(top() - before);
  });
  assert.ok(moved < 2, `it moved by ${moved} pixels`);
});

test("scrolling away stops the view from following, and one button brings it back", async () => {
  const { page } = await stage.open();
  await page.locator(".line").first().waitFor();
  await page.getByRole("button", { name: "Play" }).click();
  await transcript(page).hover();
  await page.mouse.wheel(0, 2500);
  await page.getByRole("button", { name: /^Back to/ }).click();
  await page.getByRole("button", { name: /^Back to/ }).waitFor({ state: "detached" });
  await page.waitForFunction(() => (document.querySelector("[aria-label=Transcript]")?.scrollTop ?? 999) < 400);
});

test("the keyboard plays, seeks and jumps, and a typed space stays a space", async () => {
  const { page } = await stage.open();
  await page.locator(".line").first().waitFor();
  await transcript(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await position(page).inputValue(), "35");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await position(page).inputValue(), "30");
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play" }).waitFor();
  await page.getByLabel("Jump to a time").press("Space");
  assert.equal(await page.getByRole("button", { name: "Play" }).count(), 1);
  await page.getByLabel("Jump to a time").fill("99:99:99");
  await page.keyboard.press("Enter");
  await page.getByText("The meeting ends at 56:55").waitFor();
});

test("each kind of failure is told in words, with the gateway's code", async () => {
  const { page } = await stage.open();
  const failures = [
    ["error-resourceClose", "This meeting is closed", "MEETING_CLOSED"],
    ["error-cloudRecordNotFound", "There is no recording of this meeting", "CLOUD_RECORD_NOT_FOUND"],
    ["error-permissionError", "You may not read this meeting", "FORBIDDEN"],
    ["error-Forbidden.AccessDenied.ApiCountLimitForOrg", "This month's quota is used up", "QUOTA_EXHAUSTED"],
    ["error-truncated", "DingTalk", "UPSTREAM_"],
    ["error-wrong-shape", "DingTalk sent something unreadable", "UPSTREAM_BAD_RESPONSE"],
  ] as const;
  for (const [conferenceId, title, code] of failures) {
    await openMeeting(page, conferenceId);
    const alert = page.getByRole("alert").filter({ hasText: code });
    await alert.waitFor();
    assert.match(await alert.getByRole("heading").innerText(), new RegExp(title));
  }
});

test("a token that is not accepted asks for another one, which the tab then keeps, and nothing else does", async () => {
  const { page } = await stage.open();
  await openMeeting(page, "demo", "wrong");
  await page.getByRole("alert").filter({ hasText: "Please sign in again" }).waitFor();
  await openMeeting(page, "demo", "demo-mine");
  await page.locator(".line").first().waitFor();
  await page.reload();
  await page.locator(".line").first().waitFor();
  assert.equal(await page.getByLabel("Access token").inputValue(), "demo-mine");
  assert.deepEqual(await page.evaluate("[localStorage.length, document.cookie, location.search]"), [0, "", ""]);
});

test("a page held back by the rate limit counts down, and then comes by itself", async () => {
  const { page } = await stage.open();
  await page.locator(".line").first().waitFor();
  const limited = { code: "RATE_LIMITED", retryable: true, retryAfterMs: 1200 };
  const errors = [{ message: "too many calls", path: ["conference", "paragraphs"], extensions: limited }];
  await page.route(
    "**/graphql",
    (route) => route.fulfill({ json: { data: { conference: { paragraphs: null } }, errors } }),
    { times: 1 },
  );
  await transcript(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByText("next try in").waitFor();
  await page.getByRole("alert").waitFor({ state: "detached" });
  await scrollTo(page, "later");
  assert.deepEqual(await shown(page), await textsOf("demo"));
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe-core finds no barrier in ${colorScheme} colours, playing, after a problem, and on a small screen`, async () => {
    const { page } = await stage.open();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Play" }).click();
    await page.locator("[data-word=now]").first().waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    assert.deepEqual(await findBarriers(page), []);
    await page.setViewportSize({ width: 380, height: 700 });
    assert.deepEqual(await findBarriers(page), []);
    await openMeeting(page, "error-serviceBusy");
    await page.getByRole("alert").waitFor();
    assert.deepEqual(await findBarriers(page), []);
  });
