import type { Page, Paragraph } from "../model.js";

/**
 * For each paragraph of a page its own token, if that is certain, otherwise null. The last paragraph's token is its
 * own, because it continues after the end of the page. Another token is, too, unless several paragraphs of the page
 * have it: then it is the page's.
 */
export function ownTokens(page: Page): readonly (string | null)[] {
  const known = tokensOf.get(page);
  if (known !== undefined) return known;
  const { paragraphs } = page;
  const counts = countByToken(paragraphs);
  const tokens = paragraphs.map(({ token }, index) =>
    token !== null && (index === paragraphs.length - 1 || counts.get(token) === 1) ? token : null,
  );
  tokensOf.set(page, tokens);
  return tokens;
}

const tokensOf = new WeakMap<Page, readonly (string | null)[]>();

/** True if several paragraphs of the page have the same token. */
export function sharesTokens({ paragraphs }: Page): boolean {
  return [...countByToken(paragraphs).values()].some((count) => count > 1);
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
