import type { Page, Paragraph } from "../model.js";

/** What a page's tokens show. */
export interface PageTokens {
  /**
   * For each paragraph its own token, if that is certain, otherwise null. The last paragraph's token is its own,
   * because it continues after the end of the page. Another token is, too, unless several paragraphs of the page have
   * it: then it is the page's. A token that may be a time is nobody's own, because all paragraphs that start together
   * may have it.
   */
  readonly own: readonly (string | null)[];
  /** True if several paragraphs have the same token. */
  readonly areShared: boolean;
}

const tokensOf = new WeakMap<Page, PageTokens>();

/** What a page's tokens show. It is remembered for each page. */
export function pageTokens(page: Page): PageTokens {
  const tokens = tokensOf.get(page) ?? compareTokens(page);
  tokensOf.set(page, tokens);
  return tokens;
}

function compareTokens({ paragraphs }: Page): PageTokens {
  const counts = new Map<string, number>();
  for (const { token } of paragraphs) if (token !== null) counts.set(token, (counts.get(token) ?? 0) + 1);
  const isAlone = (token: string, index: number) => index === paragraphs.length - 1 || counts.get(token) === 1;
  const own = paragraphs.map(({ token }, index) =>
    token !== null && isAlone(token, index) && !mayBeTime(paragraphs, index) ? token : null,
  );
  return { own, areShared: [...counts.values()].some((count) => count > 1) };
}

/** True if the paragraph before starts together with this one, and has the same token or none. */
function mayBeTime(paragraphs: readonly Paragraph[], index: number): boolean {
  const [before, paragraph] = [paragraphs[index - 1], paragraphs[index]];
  if (before === undefined || before.startTime !== paragraph?.startTime) return false;
  return before.token === null || before.token === paragraph.token;
}

/** A page without its first paragraphs. These still show whose the tokens are. */
export function withoutFirst(page: Page, count: number): Page {
  const part = { ...page, paragraphs: page.paragraphs.slice(count) };
  const { own, areShared } = pageTokens(page);
  tokensOf.set(part, { own: own.slice(count), areShared });
  return part;
}

/** The token that continues after a page; null if the page has none. */
export function tokenAfter({ paragraphs, token }: Page): string | null {
  return paragraphs.at(-1)?.token ?? token;
}
