import type { Page } from "../../transcript/model.js";

const bodies = new WeakMap<Page, Uint8Array>();

/** Remembers the bytes that a page was decoded from. They must not change any more. */
export function noteBody(page: Page, body: Uint8Array): Page {
  bodies.set(page, body);
  return page;
}

/** The bytes from which `toPage` can decode an equal page; null if the page was not decoded from bytes. */
export function bodyOf(page: Page): Uint8Array | null {
  return bodies.get(page) ?? null;
}
