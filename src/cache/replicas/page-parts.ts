import type { Page, Paragraph } from "../../transcript/model.js";
import { bodyOf } from "../../upstream/dingtalk/page-body.js";

/** Where a paragraph stands: in which page, by the bytes of its body, and as which of its paragraphs. */
export interface PagePart {
  readonly body: Uint8Array;
  readonly index: number;
}

/** Remembers of cached paragraphs in which pages they came, so that these can be written down as they arrived. */
export class PageParts {
  readonly #parts = new WeakMap<Paragraph, PagePart>();

  /** Notes all paragraphs of a page; of one that was not read from bytes, none. */
  note(page: Page): void {
    const body = bodyOf(page);
    if (body === null) return;
    for (const [index, paragraph] of page.paragraphs.entries()) this.#parts.set(paragraph, { body, index });
  }

  /** Null when the paragraph's page is not known by its bytes. */
  of(paragraph: Paragraph): PagePart | null {
    return this.#parts.get(paragraph) ?? null;
  }
}
