import type { Page, Paragraph } from "../../transcript/model.js";
import { bodyOf } from "../../upstream/dingtalk/page-body.js";

/** The place of a paragraph: the body of its page, and its index in that page. */
export interface PagePart {
  readonly body: Uint8Array;
  readonly index: number;
}

/** Remembers the page of each cached paragraph, so that an entry can be written with its pages' original bodies. */
export class PageParts {
  readonly #parts = new WeakMap<Paragraph, PagePart>();

  /** Remembers the paragraphs of a page, if it was decoded from bytes. */
  note(page: Page): void {
    const body = bodyOf(page);
    if (body === null) return;
    for (const [index, paragraph] of page.paragraphs.entries()) this.#parts.set(paragraph, { body, index });
  }

  /** The place of a paragraph; null if the body of its page is unknown. */
  of(paragraph: Paragraph): PagePart | null {
    return this.#parts.get(paragraph) ?? null;
  }
}
