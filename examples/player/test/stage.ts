import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { preview } from "vite";
import { startGateway } from "../scripts/gateway.ts";

const CHROMIUM = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core");

/** What a browser test needs: the built player in front of a gateway, and a browser. */
export interface Stage {
  readonly url: string;
  readonly gatewayUrl: string;
  /** A page in a context of its own, with everything in it that must not happen. */
  open(): Promise<OpenPage>;
  close(): Promise<void>;
}

/** A page, and what it did that no page should. */
export interface OpenPage {
  readonly page: Page;
  /** Requests to other origins, console errors, uncaught exceptions. */
  readonly faults: readonly string[];
}

/** Sets the stage on free ports. @throws when there is no Chromium, saying how to get one. */
export async function setStage(): Promise<Stage> {
  if (!existsSync(CHROMIUM))
    throw new Error(`no Chromium at ${CHROMIUM}: apt-get install -y chromium, or set CHROMIUM_PATH`);
  const gateway = await startGateway("0");
  process.env["GATEWAY_URL"] = gateway.url;
  const player = await preview({ root: ROOT, logLevel: "warn", preview: { port: 0 } });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const url = player.resolvedUrls?.local[0] ?? "";
  return {
    url,
    gatewayUrl: gateway.url,
    open: () => openPage(browser, url),
    close: async () => {
      await browser.close();
      await player.close();
      await gateway.stop();
    },
  };
}

async function openPage(browser: Browser, url: string): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1100, height: 800 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => request.url().startsWith(url) || faults.push(request.url()));
  await page.goto(url);
  return { page, faults };
}

/** What axe-core finds against WCAG 2.2 A and AA, one line each; empty when it finds nothing. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: AXE });
  const violations: unknown = await page.evaluate(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`,
  );
  return violations as readonly string[];
}
