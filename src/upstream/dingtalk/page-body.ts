import type { Page } from "../../transcript/model.js";

const bodies = new WeakMap<Page, Uint8Array>();

/** Notes the bytes that a page was read from, which must not change any more. */
export function noteBody(page: Page, body: Uint8Array): Page {
  bodies.set(page, body);
  return page;
}

/** The bytes that a page was read from, from which `toPage` makes an equal one; null when it was made in another way. */
export function bodyOf(page: Page): Uint8Array | null {
  return bodies.get(page) ?? null;
}
