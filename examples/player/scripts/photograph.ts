// `npm run photograph` takes the READMEs' pictures of the player. With a folder as argument, it also takes one of
// each state, to look at. The machine needs a Chinese font.
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type OpenPage, setStage, type Stage } from "../test/browser/stage.ts";

const IMAGES = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
const LANGUAGES = { en: "en", "zh-CN": "zh" } as const;
const SCHEMES = ["light", "dark"] as const;

const [folder] = process.argv.slice(2);
const stage = await setStage();
try {
  for (const [language, suffix] of Object.entries(LANGUAGES))
    for (const colorScheme of SCHEMES) {
      const look = { language: language as keyof typeof LANGUAGES, colorScheme };
      await photographPlayer(stage, look, `${IMAGES}player-${suffix}-${colorScheme}.png`);
      if (folder !== undefined) await photographStates(stage, look, `${folder}/${suffix}-${colorScheme}`);
    }
} finally {
  await stage.close();
}

type Look = { readonly language: keyof typeof LANGUAGES; readonly colorScheme: (typeof SCHEMES)[number] };

async function photographPlayer(on: Stage, look: Look, path: string): Promise<void> {
  const { page } = await on.open("#t=118", { ...look, signsIn: true, viewport: { width: 1120, height: 700 } });
  await page.locator(".welcome button").click();
  await page.getByRole("link", { name: /林佳/ }).click();
  await page.locator(".share").first().waitFor();
  await page.getByRole("searchbox").fill("权限管理");
  await page.locator(".outcome[data-state=found]").waitFor();
  await page.keyboard.press("Enter");
  await page.mouse.move(0, 0);
  await shoot(page, path);
}

/** Each state of the page, on a wide screen and on a phone. */
async function photographStates(on: Stage, look: Look, path: string): Promise<void> {
  const phone = { width: 320, height: 640 };
  const states: readonly [string, (open: typeof on.open) => Promise<OpenPage>][] = [
    ["reading", (open) => open("#t=45", look)],
    ["phone", (open) => open("#t=45", { ...look, viewport: phone })],
    ["welcome", (open) => open("", { ...look, signsIn: true })],
    ["refused", (open) => open("?meeting=error-permissionError", look)],
    ["quota", (open) => open("?meeting=error-Forbidden.AccessDenied.ApiCountLimitForOrg", look)],
    ["throttled", (open) => open("?meeting=error-Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", look)],
    ["banned", (open) => open("?meeting=error-banned", look)],
    ["phone-refused", (open) => open("?meeting=error-permissionError", { ...look, viewport: phone })],
    ["loading", (open) => open("?meeting=error-silent", look)],
  ];
  for (const [name, open] of states) {
    const { page } = await open(on.open);
    if (name !== "loading") await page.locator("[data-line] .line-time, .notice, .welcome").first().waitFor();
    await shoot(page, `${path}-${name}.png`);
    await page.context().close();
  }
  await photographUse(on, look, path);
}

async function photographUse(on: Stage, look: Look, path: string): Promise<void> {
  const { page, messages } = await on.open("#t=118", { ...look, viewport: { width: 1120, height: 700 } });
  await page.locator(".share").nth(2).click();
  await page.locator(".marks .turns").waitFor();
  await page.locator("summary").filter({ hasText: messages.download }).click();
  await shoot(page, `${path}-following.png`);
  await page.getByRole("searchbox").fill("大家");
  await page.locator(".outcome[data-state=found]").waitFor();
  await page.setViewportSize({ width: 320, height: 640 });
  await shoot(page, `${path}-phone-search.png`);
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.waitForTimeout(500);
  await page.screenshot({ path, animations: "disabled" });
}
