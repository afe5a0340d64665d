import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { preview } from "vite";
import { startGateway } from "../../scripts/gateway.ts";
import { chooseMessages, type Messages } from "../../src/language/messages.ts";

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
  "--autoplay-policy=no-user-gesture-required",
];
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core");
const LANGUAGES = ["en", "zh-CN"] as const;

/** The parts of a browser test: the built player with a gateway, and a browser. */
export interface Stage {
  readonly url: string;
  readonly gatewayUrl: string;
  /** A page in a separate context, with a list of everything that must not happen. */
  open(address?: string, options?: OpenOptions): Promise<OpenPage>;
  /** Closes all pages, because they would continue to run clocks, follow meetings and draw frames. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

/** The options for opening a page. */
export interface OpenOptions extends BrowserContextOptions {
  readonly language?: (typeof LANGUAGES)[number];
  /** People sign in at the demo's identity provider; otherwise the page uses the simulator's token. */
  readonly signsIn?: boolean;
}

/** A page, and a record of its actions. */
export interface OpenPage {
  readonly page: Page;
  /** The page's texts, in its language. */
  readonly messages: Messages;
  /** Requests to other origins, console errors and uncaught exceptions, which no page may have. */
  readonly faults: readonly string[];
  /** The calls to DingTalk that its requests have cost. */
  upstreamCalls(): Promise<number>;
}

/** Starts everything on free ports. @throws if there is no Chromium, with a message that says how to get it. */
export async function setStage(settings: NodeJS.ProcessEnv = {}): Promise<Stage> {
  if (!existsSync(CHROMIUM))
    throw new Error(`no Chromium at ${CHROMIUM}: apt-get install -y chromium, or set CHROMIUM_PATH`);
  const gateway = await startGateway("0", settings);
  process.env["GATEWAY_URL"] = gateway.url;
  const player = await preview({ root: ROOT, logLevel: "warn", preview: { port: 0 } });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const url = player.resolvedUrls?.local[0] ?? "";
  return {
    url,
    gatewayUrl: gateway.url,
    open: (address = "", options = {}) => {
      // The server reads it for each request. If the test replied in the browser instead, the browser would send
      // `no-cache` with every request, and the gateway would read meetings again.
      process.env["SIGN_IN_PAGE"] = options.signsIn === true ? gateway.signInPage : "";
      return openPage(browser, url, address, options);
    },
    closePages: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    close: async () => {
      await browser.close();
      await player.close();
      await gateway.stop();
    },
  };
}

/** The stage of a file of tests. Each test opens its own pages. */
export function useStage(settings: NodeJS.ProcessEnv = {}): () => Stage {
  let stage: Stage | null = null;
  before(async () => {
    stage = await setStage(settings);
  });
  afterEach(() => stage?.closePages());
  after(() => stage?.close());
  return () => {
    if (stage === null) throw new Error("the stage is set before the first test");
    return stage;
  };
}

/** A test for each language of the player. */
export function testInEachLanguage(name: string, run: (language: (typeof LANGUAGES)[number]) => Promise<void>): void {
  for (const language of LANGUAGES) test(`${name} [${language}]`, () => run(language));
}

async function openPage(browser: Browser, url: string, address: string, options: OpenOptions): Promise<OpenPage> {
  const { language = "en", signsIn: _, ...rest } = options;
  const context = await browser.newContext({
    locale: language,
    reducedMotion: "reduce",
    viewport: { width: 1100, height: 800 },
    ...rest,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = watchFaults(page, url);
  const upstreamCalls = countCalls(page);
  await page.goto(new URL(address, url).href);
  return { page, messages: chooseMessages([language]), faults, upstreamCalls };
}

function watchFaults(page: Page, url: string): readonly string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => {
    if (
      !request
        .url()
        .replace(/^blob:/, "")
        .startsWith(url)
    )
      faults.push(request.url());
  });
  return faults;
}

/** Adds up the calls that each response of the gateway reports. */
function countCalls(page: Page): () => Promise<number> {
  const counts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith("/graphql")) counts.push(response.json().then(callsOf, () => 0));
  });
  return async () => (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

const callsOf = (body: { readonly extensions?: { readonly upstream?: { readonly calls: number } } }) =>
  body.extensions?.upstream?.calls ?? 0;

/** The breaches of WCAG 2.2 A and AA that axe-core finds, one a line; empty if there are none. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: AXE });
  const violations: unknown = await page.evaluate(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`,
  );
  return violations as readonly string[];
}
