import { CursorCodec } from "../../transcript/cursor.js";
import type { ConferenceKey, Direction } from "../../transcript/model.js";
import type { PlacedParagraph } from "../../transcript/place.js";
import type { Slice } from "../../transcript/reader.js";

/** A filled window as the schema shows it. Edges and cursors are made when they are asked for. */
export class ParagraphPage {
  readonly #codec: CursorCodec;

  constructor(
    conference: ConferenceKey,
    order: Direction,
    readonly slice: Slice,
  ) {
    this.#codec = new CursorCodec(conference, order);
  }

  get nodes(): readonly PlacedParagraph[] {
    return this.slice.items;
  }

  get edges(): readonly { readonly cursor: string; readonly node: PlacedParagraph }[] {
    return this.slice.items.map((node) => ({ cursor: this.#codec.encode(node), node }));
  }

  get pageInfo() {
    const { items, hasNextPage, hasPreviousPage } = this.slice;
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: this.#cursorOf(items[0]),
      endCursor: this.#cursorOf(items.at(-1)),
    };
  }

  #cursorOf(item: PlacedParagraph | undefined): string | null {
    return item === undefined ? null : this.#codec.encode(item);
  }
}
