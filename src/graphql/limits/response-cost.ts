import type { GraphQLResolveInfo } from "graphql";
import type { MemoryReservation } from "../../transcript/memory-budget.js";
import type { PositionedParagraph } from "../../transcript/position.js";
import { type ResponseLimits, tooCostly } from "./limits.js";
import { countFields, countValues } from "./paragraph-shape.js";

/** The minimum size of a value in a response, with its name: "index":1, */
const BYTES_OF_A_VALUE = 10;

/**
 * Counts the values and bytes that an operation returns. One upstream call may be returned any number of times: under
 * several aliases, for a meeting or id that is named twice, or in several parts. Values are counted before they are
 * written, and bytes while they are written, so cursors, ids and long aliases count with their length.
 */
export class ResponseCost {
  #values = 0;
  #bytes = 0;

  constructor(
    readonly limits: ResponseLimits,
    readonly reservation: MemoryReservation,
  ) {}

  /**
   * Counts paragraphs before they are written; `info` belongs to the field that returns them. Paragraphs that exceed a
   * limit are not counted.
   * @throws GatewayError `OPERATION_TOO_COSTLY` for too many values, `RATE_LIMITED` if there is no memory for them.
   */
  add(items: readonly PositionedParagraph[], info: GraphQLResolveInfo): void {
    this.#count(countValues(items, info), 0);
  }

  /**
   * Counts anything else: `count` items with the selections of `info`, and `bytes` for all their texts together.
   * @throws GatewayError `OPERATION_TOO_COSTLY` for too many values, `RATE_LIMITED` if there is no memory for them.
   */
  addItems(count: number, info: GraphQLResolveInfo, bytes = 0): void {
    this.#count(count * countFields(info), bytes);
  }

  #count(more: number, moreBytes: number): void {
    const { maxValues } = this.limits;
    const values = this.#values + more;
    if (values > maxValues)
      throw tooCostly(
        `the response has ${values} values or more; at most ${maxValues}: request fewer paragraphs or fewer fields`,
      );
    const bytes = this.#bytes + moreBytes;
    this.#checkLength(bytes);
    this.#reserve(values, bytes);
  }

  /**
   * Counts bytes that have been written. Bytes that exceed a limit are not counted.
   * @throws GatewayError `OPERATION_TOO_COSTLY` for too many bytes, `RATE_LIMITED` if there is no memory for them.
   */
  write(count: number): void {
    this.#count(0, count);
  }

  /**
   * The paragraphs have been released, and only the response with its bytes remains. Bytes that compiled selections did
   * not write are counted only here. @throws GatewayError `OPERATION_TOO_COSTLY` for too many bytes.
   */
  settle(bytes: number): void {
    this.#checkLength(bytes);
    this.reservation.settle(bytes);
  }

  /** Starts again, for an operation that is executed a second time. */
  restart(): void {
    this.#reserve(0, 0);
  }

  #checkLength(bytes: number): void {
    const { maxBytes } = this.limits;
    if (bytes > maxBytes)
      throw tooCostly(
        `the response has ${bytes} bytes or more; at most ${maxBytes}: request fewer paragraphs or fewer fields`,
      );
  }

  #reserve(values: number, bytes: number): void {
    this.reservation.write(Math.max(values * BYTES_OF_A_VALUE, bytes));
    this.#values = values;
    this.#bytes = bytes;
  }
}
