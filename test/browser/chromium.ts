import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

const PATH = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const OPTIONS = {
  executablePath: PATH,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** Starts Chromium. @throws if it is not installed. */
export async function startChromium(): Promise<Browser> {
  return chromium.launch(OPTIONS);
}

/** Starts Chromium with a profile of its own, which outlives it. @throws as above. */
export async function startChromiumIn(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, OPTIONS);
}

/** Runs before all browser tests. @throws with the installation command if Chromium is missing. */
export default function requireChromium(): void {
  if (existsSync(PATH)) return;
  throw new Error(
    `There is no Chromium at ${PATH}. Install it (Debian: apt-get update && apt-get install -y chromium), or say where it is in CHROMIUM_PATH.`,
  );
}
