// Opens the playground in a new Chromium, runs its first example, and writes docs/images/playground.png. Prints the
// size of the page and how long a person waits. With a folder as its argument, also writes pictures of a phone, of dark
// mode and in Chinese into the folder. Needs a build, and Chromium (like `npm run test:browser`).
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { devices } from "playwright-core";
import { parseConfig } from "../dist/config/parse-config.js";
import { createGateway } from "../dist/gateway.js";
import { startSimulator } from "../dist/simulator/simulator.js";
import requireChromium, { startChromium } from "../test/browser/chromium.ts";
import { openPlayground } from "../test/browser/playground-page.ts";

const PICTURE = fileURLToPath(new URL("../docs/images/playground.png", import.meta.url));
const WIDE = { viewport: { width: 1280, height: 800 }, locale: "en-US" };
/** The browser of each picture, and the tab whose example runs. */
const OTHER_VIEWS = {
  wide: { browser: WIDE, tab: "Search" },
  phone: { browser: { ...devices["iPhone 13 Mini"], locale: "en-US" }, tab: "SpokenAt" },
  dark: { browser: { ...WIDE, colorScheme: "dark" }, tab: "Speakers" },
  chinese: { browser: { ...WIDE, locale: "zh-CN" }, tab: "Captions" },
  "chinese-phone": { browser: { ...devices["iPhone 13 Mini"], locale: "zh-CN" }, tab: "Search" },
};

requireChromium();
const simulator = await startSimulator();
const config = parseConfig({ PORT: "0", LOG_LEVEL: "silent" });
const gateway = await createGateway(config, new URL(simulator.url));
const url = new URL("/graphql", await gateway.listen());
const browser = await startChromium();
await measure();
const [, , folder] = process.argv;
if (folder !== undefined)
  for (const [name, view] of Object.entries(OTHER_VIEWS)) await photograph(join(folder, `${name}.png`), view);
await browser.close();
await gateway.close();
await simulator.close();

/** Visits the page for the first time, and presses Run at once. */
async function measure() {
  const context = await browser.newContext(WIDE);
  const files = new Map();
  context.on("requestfinished", (request) => files.set(request.url(), request));
  const start = performance.now();
  const playground = await openPlayground(context, url);
  const readyMs = performance.now() - start;
  await playground.run();
  const respondedMs = performance.now() - start;
  await settle(playground);
  await playground.page.screenshot({ path: PICTURE });
  let bytes = 0;
  for (const request of files.values()) bytes += Number(await (await request.response()).headerValue("content-length"));
  console.log(`${files.size} files, ${Math.round(bytes / 1000)} kB over the wire, bodies only`);
  console.log(
    `ready after ${Math.round(readyMs)} ms, first response on the screen after ${Math.round(respondedMs)} ms`,
  );
  console.log(`wrote ${PICTURE}`);
  await context.close();
}

async function photograph(path, view) {
  const context = await browser.newContext(view.browser);
  const playground = await openPlayground(context, url);
  await playground.openTab(view.tab);
  await playground.run();
  await settle(playground);
  await playground.page.screenshot({ path });
  console.log(`wrote ${path}`);
  await context.close();
}

/** Waits until no request is running, and moves the pointer away from controls. */
async function settle({ page }) {
  await page.waitForLoadState("networkidle");
  await page.mouse.move(page.viewportSize().width * 0.75, page.viewportSize().height * 0.9);
}
