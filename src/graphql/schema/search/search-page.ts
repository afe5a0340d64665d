import { toTextMatches, type TextMatch } from "../../../transcript/analysis/search.js";
import { CursorCodec } from "../../../transcript/cursor.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { PageInfo } from "../relay/page-info.type.js";
import type { HitSlice } from "./slice-hits.js";

/** A hit, as resolvers get it. Its matches are found on demand, once. */
export class SearchHitSource {
  #matches: readonly TextMatch[] | null = null;

  constructor(
    readonly item: PositionedParagraph,
    readonly terms: readonly string[],
  ) {}

  get matches(): readonly TextMatch[] {
    return (this.#matches ??= toTextMatches(this.item.paragraph, this.terms));
  }
}

/** A page of hits, as resolvers get it. */
export class SearchPage {
  readonly nodes: readonly SearchHitSource[];
  readonly #codec: CursorCodec;

  constructor(
    conference: ConferenceKey,
    readonly slice: HitSlice,
    terms: readonly string[],
  ) {
    this.#codec = new CursorCodec(conference, "ascending");
    this.nodes = slice.items.map((item) => new SearchHitSource(item, terms));
  }

  get totalCount(): number {
    return this.slice.totalCount;
  }

  get edges(): readonly { readonly cursor: string; readonly node: SearchHitSource }[] {
    return this.nodes.map((node) => ({ cursor: this.#codec.encode(node.item), node }));
  }

  get pageInfo(): PageInfo {
    const { items, hasNextPage, hasPreviousPage } = this.slice;
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: this.#cursorOf(items[0]),
      endCursor: this.#cursorOf(items.at(-1)),
    };
  }

  #cursorOf(item: PositionedParagraph | undefined): string | null {
    return item === undefined ? null : this.#codec.encode(item);
  }
}
