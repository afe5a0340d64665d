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
  const shared = findShared(paragraphs.map(({ token }) => token).filter((token) => token !== null));
  const last = paragraphs.length - 1;
  // Usually nothing is shared. A lookup would take time for each token even then.
  const isAlone = (token: string, index: number) => shared.size === 0 || index === last || !shared.has(token);
  const own = paragraphs.map(({ token }, index) =>
    token !== null && isAlone(token, index) && !mayBeTime(paragraphs, index) ? token : null,
  );
  return { own, areShared: shared.size > 0 };
}

/** The tokens that occur more than once. */
function findShared(tokens: readonly string[]): ReadonlySet<string> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  if (areOrdered(tokens)) return shared;
  for (const token of tokens) (seen.has(token) ? shared : seen).add(token);
  return shared;
}

/**
 * True if each token is greater than the one before, or each is smaller. Then all are different. The usual page shows
 * that in a fifth of the time that a set takes.
 */
function areOrdered(tokens: readonly string[]): boolean {
  const rises = (token: string, index: number) => index === 0 || isLess(tokens[index - 1] ?? "", token);
  const falls = (token: string, index: number) => index === 0 || isLess(token, tokens[index - 1] ?? "");
  return tokens.every(rises) || tokens.every(falls);
}

/** The order of whole numbers in decimal digits; for other texts any order without ties. */
function isLess(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length;
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
