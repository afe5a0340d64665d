import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenInSight, timeBar } from "./reader.ts";
import { testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();

testInEachLanguage(
  "a search marks its matches in the list and on the time bar, and the keyboard steps through them",
  async (language) => {
    const { page, messages, faults } = await stage().open("", { language });
    await page.locator("[data-line]").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("权限管理");
    await page.getByText(messages.matches("4"), { exact: true }).waitFor();
    assert.notEqual(await page.locator(".marks .matches").getAttribute("d"), "");
    await page.keyboard.press("Enter");
    await page.getByText(messages.matchOf("1", "4")).waitFor();
    await page.locator("mark[data-current]").waitFor();
    assert.equal(await page.locator("mark[data-current]").innerText(), "权限管理");
    assert.equal(await timeBar(page).inputValue(), "75");
    await page.keyboard.press("Enter");
    await page.getByText(messages.matchOf("2", "4")).waitFor();
    assert.equal(await timeBar(page).inputValue(), "118");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await page.getByText(messages.matchOf("4", "4")).waitFor();
    await page.locator("mark[data-current]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("mark").first().waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
  },
);

test("Enter goes to the first match, also before the matches have arrived", async () => {
  const { page, messages } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("我们");
  await page.keyboard.press("Enter");
  await page.getByText(messages.matchOf("1", "23")).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("权限管理");
  await page.keyboard.press("Enter");
  await page.getByText(messages.matchOf("1", "4")).waitFor();
});

test("Enter is forgotten if the query has changed before its matches arrived", async () => {
  const { page, messages } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("我们");
  await page.keyboard.press("Enter");
  await page.keyboard.type("X");
  await page.getByText(messages.noMatches).waitFor();
  await page.keyboard.press("Backspace");
  await page.getByText(/^(?:23 matches|1 of 23)$/).waitFor();
  assert.equal(await page.getByText(messages.matches("23"), { exact: true }).count(), 1);
});

test("the matches of a search stay until those of the next one arrive", async () => {
  const { page, messages } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  const field = page.getByRole("searchbox", { name: messages.search });
  await field.fill("我们");
  await page.getByText(messages.matches("23"), { exact: true }).waitFor();
  await page.route("**/graphql", () => undefined);
  await field.pressSequentially("权限", { delay: 50 });
  assert.equal(await page.getByText(messages.matches("23"), { exact: true }).count(), 1);
});

test("the search goes to a match far away at once, and shows the paragraphs around it", async () => {
  const { page } = await stage().open("?meeting=demo-long");
  await page.locator("[data-line]").first().waitFor();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("rollback");
  await page.locator(".outcome").getByText("match").waitFor();
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await page.locator("mark[data-current]").waitFor();
  const box = await page.locator("mark[data-current]").boundingBox();
  assert.ok(box !== null && box.y > 100 && box.y < 700);
});

testInEachLanguage("a search without a match says so, and one that fails says why", async (language) => {
  const { page, messages } = await stage().open("", { language });
  await page.locator("[data-line]").first().waitFor();
  const field = page.getByRole("searchbox", { name: messages.search });
  await field.fill("zzzzzz");
  await page.getByText(messages.noMatches).waitFor();
  await page.route("**/graphql", (route) => route.abort(), { times: 1 });
  await field.fill("预算");
  await page.getByText(messages.problems["OFFLINE"]?.title ?? "?").waitFor();
});

test("a link to a search opens at its first match, and the address holds the search", async () => {
  const { page } = await stage().open(`#q=${encodeURIComponent("权限管理")}`);
  await page.locator("mark[data-current]").waitFor();
  assert.equal(await timeBar(page).inputValue(), "75");
  await page.waitForURL(/t=75&q=/);
  await page.reload();
  await page.locator("mark").first().waitFor();
  assert.match(await spokenInSight(page), /权限管理/);
});

test("a link to a moment opens there", async () => {
  const { page } = await stage().open("?meeting=demo-long#t=1:30:00");
  await spokenInSight(page);
  // The bar works when the meeting's duration is known, which is requested after the first text.
  await timeBar(page).and(page.locator(":enabled")).waitFor();
  assert.equal(await timeBar(page).inputValue(), "5400");
});

test("keys that belong to an input method are no shortcuts", async () => {
  const { page, messages } = await stage().open();
  const field = page.getByRole("searchbox", { name: messages.search });
  await field.fill("权限管理");
  await page.getByText(messages.matches("4"), { exact: true }).waitFor();
  await field.evaluate((element) =>
    element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true })),
  );
  await page.waitForTimeout(100);
  assert.equal(await page.getByText(messages.matches("4"), { exact: true }).count(), 1);
});

test("a text that an input method still composes is not searched for", async () => {
  const { page, messages } = await stage().open();
  await page.locator("[data-line]").first().waitFor();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.postData() ?? ""));
  await page.getByRole("searchbox").focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "quan'xian", selectionStart: 9, selectionEnd: 9 });
  await page.waitForTimeout(600);
  assert.equal(asked.filter((body) => body.includes("SearchTranscript")).length, 0);
  await session.send("Input.insertText", { text: "权限管理" });
  await page.getByText(messages.matches("4"), { exact: true }).waitFor();
});

test("a quotation mark alone matches nothing, and does not make the meeting unknown", async () => {
  const { page, messages } = await stage().open();
  await page.getByRole("searchbox", { name: messages.search }).fill('"');
  await page.locator('.outcome[data-state="failed"]').waitFor();
  assert.equal(await page.locator(".outcome").innerText(), messages.noMatches);
});
