import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenInSight } from "./reader.ts";
import { findBarriers, testInEachLanguage, useStage } from "./stage.ts";

const stage = useStage();

testInEachLanguage(
  "whoever opens a link signs in once, and comes back to the moment that it names",
  async (language) => {
    const { page, messages } = await stage().open("?meeting=demo#t=600", { language, signsIn: true });
    await page.getByRole("heading", { name: messages.welcome.title }).waitFor();
    assert.deepEqual(await findBarriers(page), []);
    await page.locator(".welcome button").click();
    await page.getByRole("link", { name: /林佳/ }).click();
    await spokenInSight(page);
    await page.locator(".account").getByText("林佳").waitFor();
    assert.match(page.url(), /\?meeting=demo#t=600$/);
    assert.equal(await page.locator("input[name=token]").count(), 0);
    await page.reload();
    await spokenInSight(page);
    assert.deepEqual(await page.evaluate("[localStorage.length, document.cookie]"), [0, ""]);
    await page.getByRole("button", { name: messages.signOut }).click();
    await page.getByRole("heading", { name: messages.welcome.title }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: messages.welcome.title }).waitFor();
  },
);

test("requests carry the person's JWT, and no token of DingTalk's", async () => {
  const { page } = await stage().open("", { signsIn: true });
  await page.locator(".welcome button").click();
  const request = page.waitForRequest("**/graphql");
  await page.getByRole("link", { name: /陈思远/ }).click();
  const headers = (await request).headers();
  assert.match(headers["authorization"] ?? "", /^Bearer ey/);
  assert.equal(headers["x-acs-dingtalk-access-token"], undefined);
});

testInEachLanguage("a sign-in that has expired offers to sign in again", async (language) => {
  const { page, messages } = await stage().open("", { language, signsIn: true });
  const person = JSON.stringify({ kind: "person", jwt: "e30.e30.c2ln", name: "Lin" });
  await page.evaluate((value) => sessionStorage.setItem("transcript-player.credentials", value), person);
  await page.reload();
  const notice = page.getByRole("alert").filter({ hasText: "UNAUTHENTICATED" });
  await notice.getByRole("button", { name: messages.signIn }).click();
  await page.getByRole("link", { name: /林佳/ }).click();
  await page.locator("[data-line]").first().waitFor();
});

test("without a sign-in page the person enters a token, which is stored in the tab and nowhere else", async () => {
  const { page, messages } = await stage().open();
  await page.getByLabel(messages.token).fill("wrong");
  await page.getByRole("button", { name: messages.open, exact: true }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: messages.problems["UNAUTHENTICATED"]?.title ?? "?" })
    .waitFor();
  await page.getByLabel(messages.token).fill("demo-mine");
  await page.getByRole("button", { name: messages.open, exact: true }).click();
  await page.locator("[data-line]").first().waitFor();
  await page.reload();
  await page.locator("[data-line]").first().waitFor();
  assert.equal(await page.getByLabel(messages.token).inputValue(), "demo-mine");
  assert.deepEqual(await page.evaluate("[localStorage.length, document.cookie]"), [0, ""]);
  assert.doesNotMatch(page.url(), /demo-mine/);
});
