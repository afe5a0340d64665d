import { CursorCodec } from "../../../transcript/cursor.js";
import type { ConferenceKey, Direction } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Slice } from "../../../transcript/window.js";
import type { ListEdge } from "../relay/list-connection.js";
import type { PageInfo } from "../relay/page-info.type.js";
import { toPageInfo } from "../relay/to-page-info.js";

/** A filled window, as resolvers get it. Edges and cursors are created on demand, the edges once. */
export class ParagraphPage {
  readonly #codec: CursorCodec;
  #edges: readonly ListEdge<PositionedParagraph>[] | null = null;

  constructor(
    conference: ConferenceKey,
    order: Direction,
    readonly slice: Slice,
  ) {
    this.#codec = new CursorCodec(conference, order);
  }

  get nodes(): readonly PositionedParagraph[] {
    return this.slice.items;
  }

  get edges(): readonly ListEdge<PositionedParagraph>[] {
    return (this.#edges ??= this.slice.items.map((node) => ({ cursor: this.#codec.encode(node), node })));
  }

  get pageInfo(): PageInfo {
    return toPageInfo(this.slice, this.#codec);
  }
}
