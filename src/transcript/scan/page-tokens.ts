import type { Page, Paragraph } from "../model.js";

/**
 * For each paragraph of a page its own token, if that is certain, otherwise null. The last paragraph's token is its
 * own, because it continues after the end of the page. Another token is, too, unless several paragraphs of the page
 * have it: then it is the page's. A token that may be a time is nobody's own, because all paragraphs that start
 * together may have it.
 */
export function ownTokens(page: Page): readonly (string | null)[] {
  const known = tokensOf.get(page);
  if (known !== undefined) return known;
  const { paragraphs } = page;
  const counts = countByToken(paragraphs);
  const isAlone = (token: string, index: number) => index === paragraphs.length - 1 || counts.get(token) === 1;
  const tokens = paragraphs.map(({ token }, index) =>
    token !== null && isAlone(token, index) && !mayBeTime(paragraphs, index) ? token : null,
  );
  tokensOf.set(page, tokens);
  return tokens;
}

/** True if the paragraph before starts together with this one, and has the same token or none. */
function mayBeTime(paragraphs: readonly Paragraph[], index: number): boolean {
  const [before, paragraph] = [paragraphs[index - 1], paragraphs[index]];
  if (before === undefined || before.startTime !== paragraph?.startTime) return false;
  return before.token === null || before.token === paragraph.token;
}

const tokensOf = new WeakMap<Page, readonly (string | null)[]>();

/** True if several paragraphs of the page have the same token. */
export function sharesTokens(page: Page): boolean {
  return sharingParts.has(page) || [...countByToken(page.paragraphs).values()].some((count) => count > 1);
}

/** Pages without their first paragraphs, which shared tokens. */
const sharingParts = new WeakSet<Page>();

/** A page without its first paragraphs. These still show whose the tokens are. */
export function withoutFirst(page: Page, count: number): Page {
  const part = { ...page, paragraphs: page.paragraphs.slice(count) };
  tokensOf.set(part, ownTokens(page).slice(count));
  if (sharesTokens(page)) sharingParts.add(part);
  return part;
}

function countByToken(paragraphs: readonly Paragraph[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { token } of paragraphs) if (token !== null) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** The token that continues after a page; null if the page has none. */
export function tokenAfter({ paragraphs, token }: Page): string | null {
  return paragraphs.at(-1)?.token ?? token;
}
