import type { GraphQLResolveInfo } from "graphql";
import type { MemoryReservation } from "../../transcript/memory-budget.js";
import type { PositionedParagraph } from "../../transcript/position.js";
import { type ResponseLimits, tooCostly } from "./limits.js";
import { countFields, countValues } from "./paragraph-shape.js";

/** What a value takes in a response at least, its name included: "index":1, */
const BYTES_OF_A_VALUE = 10;

/**
 * What an operation responds with. What is read once may be written any number of times (under several aliases, for the same
 * meeting or id named again, in pieces side by side), and none but the first costs an upstream call. Values are counted before
 * they are written, and bytes as they are written: a cursor, an id and a long alias weigh what they are.
 */
export class ResponseCost {
  #values = 0;
  #bytes = 0;

  constructor(
    readonly limits: ResponseLimits,
    readonly reservation: MemoryReservation,
  ) {}

  /**
   * Counts paragraphs that are about to be written; `info` is that of the field that responds with them. One that was too many is
   * left out of the count. @throws GatewayError `OPERATION_TOO_COSTLY` for too many values, `RATE_LIMITED` when there is no room for them.
   */
  add(items: readonly PositionedParagraph[], info: GraphQLResolveInfo): void {
    this.#count(countValues(items, info), 0);
  }

  /**
   * Counts things other than paragraphs: `count` of them, each with all that `info` says is selected, and `bytes` of texts together.
   * @throws GatewayError `OPERATION_TOO_COSTLY` for too much, `RATE_LIMITED` when there is no room for it.
   */
  addItems(count: number, info: GraphQLResolveInfo, bytes = 0): void {
    this.#count(count * countFields(info), bytes);
  }

  #count(more: number, moreBytes: number): void {
    const { maxValues } = this.limits;
    const values = this.#values + more;
    if (values > maxValues)
      throw tooCostly(
        `the operation answers with ${values} values or more; at most ${maxValues}: ask for fewer paragraphs, or for less of each`,
      );
    const bytes = this.#bytes + moreBytes;
    this.#checkLength(bytes);
    this.#reserve(values, bytes);
  }

  /**
   * Counts bytes that have been written. Those that were too many are left out of the count.
   * @throws GatewayError `OPERATION_TOO_COSTLY` for too many, `RATE_LIMITED` when there is no room for them.
   */
  write(count: number): void {
    const bytes = this.#bytes + count;
    this.#checkLength(bytes);
    this.#reserve(this.#values, bytes);
  }

  /**
   * What was read has been let go of, and the response of so many bytes remains. Those that compiled execution did not write show
   * only now. @throws GatewayError `OPERATION_TOO_COSTLY` when they are too many.
   */
  settle(bytes: number): void {
    this.#checkLength(bytes);
    this.reservation.settle(bytes);
  }

  /** Begins anew, for an operation that is run once more. */
  restart(): void {
    this.#reserve(0, 0);
  }

  #checkLength(bytes: number): void {
    const { maxBytes } = this.limits;
    if (bytes > maxBytes)
      throw tooCostly(
        `the response has ${bytes} bytes or more; at most ${maxBytes}: ask for fewer paragraphs, or for less of each`,
      );
  }

  #reserve(values: number, bytes: number): void {
    this.reservation.write(Math.max(values * BYTES_OF_A_VALUE, bytes));
    this.#values = values;
    this.#bytes = bytes;
  }
}
