import type { Page, Paragraph } from "../model.js";

/**
 * For each paragraph of a page the token that is surely its own, or null. The last paragraph's token leads on from the page's end,
 * so it is its own. Another one's is, unless several paragraphs of the page bear it: then it is the page's.
 */
export function ownTokens(page: Page): readonly (string | null)[] {
  const known = tokensOf.get(page);
  if (known !== undefined) return known;
  const { paragraphs } = page;
  const bearers = countBearers(paragraphs);
  const tokens = paragraphs.map(({ token }, index) =>
    token !== null && (index === paragraphs.length - 1 || bearers.get(token) === 1) ? token : null,
  );
  tokensOf.set(page, tokens);
  return tokens;
}

const tokensOf = new WeakMap<Page, readonly (string | null)[]>();

/** True when several paragraphs of the page bear one token. */
export function sharesTokens({ paragraphs }: Page): boolean {
  return [...countBearers(paragraphs).values()].some((count) => count > 1);
}

function countBearers(paragraphs: readonly Paragraph[]): ReadonlyMap<string, number> {
  const bearers = new Map<string, number>();
  for (const { token } of paragraphs) if (token !== null) bearers.set(token, (bearers.get(token) ?? 0) + 1);
  return bearers;
}

/** The token to go on with behind a page; null when it brought none. */
export function tokenBehind({ paragraphs, token }: Page): string | null {
  return paragraphs.at(-1)?.token ?? token;
}
