import type { GraphQLResolveInfo } from "graphql";
import type { MemoryReservation } from "../../transcript/memory-budget.js";
import type { PositionedParagraph } from "../../transcript/position.js";
import { tooCostly } from "./limits.js";
import { countValues } from "./paragraph-shape.js";

/** About as many values as an answer has with all of a paragraph of 50 words. */
const VALUES_OF_A_PARAGRAPH = 400;

/**
 * How many values an operation answers with. What is read once may be answered any number of times (under several aliases, for
 * the same meeting or id named again, in pieces side by side), and none but the first costs an upstream call.
 */
export class ResponseCost {
  #values = 0;

  constructor(
    readonly maxValues: number,
    readonly share: MemoryReservation,
  ) {}

  /**
   * Counts paragraphs that are about to be answered; `info` is that of the field that answers with them. One that was too many is
   * left out of the count. @throws GatewayError `OPERATION_TOO_COSTLY` for too many values, `RATE_LIMITED` when there is no room for them.
   */
  add(items: readonly PositionedParagraph[], info: GraphQLResolveInfo): void {
    const values = this.#values + countValues(items, info);
    if (values > this.maxValues)
      throw tooCostly(
        `the operation answers with ${values} values or more; at most ${this.maxValues}: ask for fewer paragraphs, or for less of each`,
      );
    this.share.answer(toParagraphs(values) - toParagraphs(this.#values));
    this.#values = values;
  }

  /** Begins anew, for an operation that is run once more. */
  restart(): void {
    this.share.answer(-toParagraphs(this.#values));
    this.#values = 0;
  }
}

function toParagraphs(values: number): number {
  return Math.ceil(values / VALUES_OF_A_PARAGRAPH);
}
