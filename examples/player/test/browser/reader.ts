import type { Page } from "playwright-core";
import type { Stage } from "./stage.ts";

/** The part of the page that scrolls. */
export const scroller = (page: Page) => page.locator(".transcript");

/** The time bar. */
export const timeBar = (page: Page) => page.locator(".bar-of-time input");

/** The texts of a meeting in order, read from the gateway without the player. */
export async function textsOf({ gatewayUrl }: Stage, conferenceId: string): Promise<readonly string[]> {
  const query = `query ($id: ID!, $after: String) { conference(conferenceId: $id) {
    paragraphs(first: 2000, after: $after) { nodes { text } pageInfo { hasNextPage endCursor } } } }`;
  const texts: string[] = [];
  let after: string | null = null;
  do {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" },
      body: JSON.stringify({ query, variables: { id: conferenceId, after } }),
    });
    const { data } = (await response.json()) as TextPage;
    const { nodes, pageInfo } = data.conference.paragraphs;
    texts.push(...nodes.map(({ text }) => text));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return texts;
}

interface TextPage {
  readonly data: {
    readonly conference: {
      readonly paragraphs: {
        readonly nodes: readonly { readonly text: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
  };
}

/**
 * Scrolls down from the top to the meeting's end, or until this many lines were shown. Returns the texts of all shown
 * lines, in the order in which they appeared.
 */
export function scrollThrough(page: Page, maxLines = Infinity): Promise<readonly string[]> {
  return scroller(page).evaluate(async (element, maxCount) => {
    const texts = new Map<string, string>();
    const frame = () => new Promise(requestAnimationFrame);
    const isOver = () =>
      element.querySelector("[data-kind=later][data-ended=true]") !== null &&
      element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
    const look = () => {
      const lines = [...element.querySelectorAll<HTMLElement>("[data-line]")];
      lines.sort((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]));
      for (const line of lines) texts.set(line.dataset["line"] ?? "", line.querySelector("p")?.textContent ?? "");
    };
    for (let still = 0; still < 20 && texts.size < maxCount; still = isOver() ? still + 1 : 0) {
      look();
      element.scrollTop += element.clientHeight * 0.8;
      await frame();
    }
    return [...texts.values()];
  }, maxLines);
}

/** The lines in the page with another number than their text has in the meeting. */
export const misnumbered = (page: Page, texts: readonly string[]): Promise<readonly string[]> =>
  scroller(page).evaluate((element, all) => {
    const lines = [...element.querySelectorAll("[data-line]")];
    if (lines.length === 0) return ["there is no line"];
    return lines.flatMap((line) => {
      const number = Number(line.getAttribute("aria-posinset"));
      const text = line.querySelector("p")?.textContent ?? "";
      return all[number - 1] === text ? [] : [`${number}: ${text}`];
    });
  }, texts);

/** Goes to a time by the form "Jump". */
export async function jumpTo(page: Page, time: string): Promise<void> {
  await page.locator(".jump input").fill(time);
  await page.locator(".jump button").click();
}

/** Waits until the spoken line is visible, and returns its text. */
export async function spokenInSight(page: Page): Promise<string> {
  await page.waitForFunction(() => {
    const line = document.querySelector("[data-line][aria-current]")?.getBoundingClientRect();
    const view = document.querySelector(".transcript")?.getBoundingClientRect();
    return line !== undefined && view !== undefined && line.top >= view.top - 1 && line.bottom <= view.bottom + 1;
  });
  return page.locator("[data-line][aria-current] p").first().innerText();
}

/** The texts of the lines in the page, in their order. */
export const textsInPage = (page: Page): Promise<readonly string[]> =>
  scroller(page).evaluate((element) => {
    const lines = [...element.querySelectorAll<HTMLElement>("[data-line]")];
    lines.sort((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]));
    return lines.map((line) => line.querySelector("p")?.textContent ?? "");
  });
