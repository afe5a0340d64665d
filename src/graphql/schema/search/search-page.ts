import type { TextMatch } from "../../../transcript/analysis/search.js";
import { CursorCodec } from "../../../transcript/cursor.js";
import type { ConferenceKey, Paragraph } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Slice } from "../../../transcript/window.js";
import type { ListEdge } from "../relay/list-connection.js";
import type { PageInfo } from "../relay/page-info.type.js";
import { toPageInfo } from "../relay/to-page-info.js";

/** Finds the parts of a paragraph that match a search. */
type FindMatches = (paragraph: Paragraph) => readonly TextMatch[];

/** A hit, as resolvers get it. Its matches are found on demand, once. */
export class SearchHitSource {
  #matches: readonly TextMatch[] | null = null;

  constructor(
    readonly item: PositionedParagraph,
    readonly findMatches: FindMatches,
  ) {}

  get matches(): readonly TextMatch[] {
    return (this.#matches ??= this.findMatches(this.item.paragraph));
  }
}

/** A page of hits, as resolvers get it. */
export class SearchPage {
  readonly nodes: readonly SearchHitSource[];
  readonly #codec: CursorCodec;

  constructor(
    conference: ConferenceKey,
    readonly slice: Slice,
    /** The number of hits on all pages. */
    readonly totalCount: number,
    findMatches: FindMatches,
  ) {
    this.#codec = new CursorCodec(conference, "ascending");
    this.nodes = slice.items.map((item) => new SearchHitSource(item, findMatches));
  }

  get edges(): readonly ListEdge<SearchHitSource>[] {
    return this.nodes.map((node) => ({ cursor: this.#codec.encode(node.item), node }));
  }

  get pageInfo(): PageInfo {
    return toPageInfo(this.slice, this.#codec);
  }
}
