import type { PageSelection } from "./paging.js";
import type { JsonParagraph } from "./transcript.js";

const written = new WeakMap<JsonParagraph, string>();

/**
 * A page as DingTalk sends it: `recordId` and `nextTtoken` are bare JSON numbers of any size. The text of each
 * paragraph is cached, so serving a full page again costs little more than joining strings. @throws SyntaxError if a
 * transcript's `recordId` is not an integer.
 */
export function pageBody({ items, hasMore, pageToken }: PageSelection<JsonParagraph>): string {
  const paragraphs = items.map(({ paragraph, token }) => `{${tokenField(token)}${fieldsOf(paragraph)}`);
  const more = hasMore === null ? "" : `"hasMore":${hasMore},`;
  return `{${more}${tokenField(pageToken)}"paragraphList":[${paragraphs.join(",")}]}`;
}

const tokenField = (token: string | null) => (token === null ? "" : `"nextTtoken":${token},`);

/** A paragraph's text after its opening brace and its token. */
function fieldsOf(paragraph: JsonParagraph): string {
  const known = written.get(paragraph);
  if (known !== undefined) return known;
  const { recordId, ...rest } = paragraph;
  const fields = JSON.stringify(rest).slice(1);
  const all = recordId === undefined ? fields : `"recordId":${BigInt(recordId)},${fields}`;
  written.set(paragraph, all);
  return all;
}
