import { setTimeout as pause } from "node:timers/promises";
import type { BrowserContext, Locator, Page } from "playwright-core";

/** The playground in a tab, used as a person would use it. */
export interface PlaygroundPage {
  readonly page: Page;
  /** Every address that the page and its workers have requested. */
  readonly requested: readonly string[];
  /** Warnings and errors on the console, breaches of the security policy among them, and uncaught errors. */
  readonly complaints: readonly string[];
  openTab(name: string): Promise<void>;
  /** Waits until the operation of this name is on the screen and is the one that Run would execute. */
  waitForOperation(name: string): Promise<void>;
  /** Replaces the text of an editor. */
  write(editor: "Variables" | "Headers", text: string): Promise<void>;
  /** An editor's text, with line breaks. */
  read(editor: "Variables" | "Headers"): Promise<string>;
  /** Presses Run, waits until the response is on the screen, and returns it as JSON. */
  run(): Promise<string>;
  /** The visible part of the response. */
  responseText(): Promise<string>;
}

/** Opens the playground, and waits for its schema and its editors. */
export async function openPlayground(context: BrowserContext, url: URL): Promise<PlaygroundPage> {
  const page = await context.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["warning", "error", "assert"].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url.href);
  await ready(page);
  return {
    page,
    requested,
    complaints,
    openTab: async (name) => {
      await page.getByRole("tab", { name }).click();
      await waitForOperation(page, name);
    },
    waitForOperation: (name) => waitForOperation(page, name),
    write: async (editor, text) => {
      await show(page, editor);
      await editorOf(page, editor).locator(".view-lines").click();
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.insertText(text);
      // The editor has closed a bracket that is closed already.
      await page.keyboard.press("ControlOrMeta+Shift+End");
      await page.keyboard.press("Delete");
      await until(async () => squeeze(await textOf(editorOf(page, editor))) === squeeze(text));
    },
    read: async (editor) => {
      await show(page, editor);
      return textOf(editorOf(page, editor));
    },
    run: () => run(page),
    responseText: () => textOf(page.locator(".result-window")),
  };
}

/** Waits until the page is usable: the first operation is on the screen and the schema is known. */
export async function ready(page: Page): Promise<void> {
  await page.locator(".graphiql-query-editor .view-line", { hasText: "query " }).first().waitFor();
  await page.locator(".graphiql-editor-tool .view-line", { hasText: "}" }).first().waitFor();
  await page.getByRole("button", { name: "Re-fetch GraphQL schema" }).and(page.locator(":enabled")).waitFor();
}

const editorOf = (page: Page, editor: string) =>
  page.locator(`.graphiql-editor-tool[aria-label="${editor}"] .graphiql-editor:not(.hidden)`);

/** GraphiQL takes the operation's name from the editor a moment later; the stored title shows that it has. */
async function waitForOperation(page: Page, name: string): Promise<void> {
  await page.locator(".graphiql-query-editor .view-line", { hasText: `query ${name}` }).waitFor();
  await page.waitForFunction((title) => {
    const { tabs = [], activeTabIndex = 0 } = JSON.parse(localStorage.getItem("graphiql:tabState") ?? "{}");
    return tabs[activeTabIndex]?.title === title;
  }, name);
}

async function show(page: Page, editor: string): Promise<void> {
  await page.locator(".graphiql-editor-tools").getByRole("button", { name: editor }).click();
}

async function run(page: Page): Promise<string> {
  const [response] = await Promise.all([
    page.waitForResponse((candidate) => candidate.request().method() === "POST"),
    page.getByRole("button", { name: "Execute query" }).click(),
  ]);
  const text = await response.text();
  const [firstLine = ""] = JSON.stringify(JSON.parse(text), null, 2).split("\n").slice(1);
  await page.locator(".result-window .view-line", { hasText: firstLine.trim() }).first().waitFor();
  return text;
}

/** Monaco keeps spaces as no-break spaces, and its lines out of order. */
async function textOf(editor: Locator): Promise<string> {
  const lines = await editor
    .locator(".view-line")
    .evaluateAll((elements) => elements.map((line) => ({ top: line.offsetTop, text: line.textContent ?? "" })));
  return lines
    .toSorted((one, other) => one.top - other.top)
    .map(({ text }) => text.replaceAll("\u00a0", " "))
    .join("\n");
}

const squeeze = (text: string) => text.replaceAll(/\s/g, "");

/** Waits for a condition that Playwright cannot wait for. */
async function until(condition: () => Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not so within ${timeoutMs} ms: ${condition.toString()}`);
    await pause(20);
  }
}
