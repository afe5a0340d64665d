import type { CursorCodec } from "../../../transcript/cursor.js";
import type { Slice } from "../../../transcript/window.js";
import type { PageInfo } from "./page-info.type.js";

/** The `pageInfo` of a slice of paragraphs. The cursors are null if it is empty. */
export function toPageInfo({ items, hasNextPage, hasPreviousPage }: Slice, codec: CursorCodec): PageInfo {
  const [first, last] = [items[0], items.at(-1)];
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first === undefined ? null : codec.encode(first),
    endCursor: last === undefined ? null : codec.encode(last),
  };
}
