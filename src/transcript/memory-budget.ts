import { GatewayError } from "../errors.js";

const RETRY_AFTER_MS = 5000;

/** What a paragraph of some 50 words takes at most, in bytes: while it is held, and in one response with all of it. */
export const PARAGRAPH_BYTES = { held: 20_000, written: 8000 } as const;

/** How much of the budget one caller may hold while it is alone, and while others hold something too. */
const [ALONE, BESIDE_OTHERS] = [0.75, 0.5];

/**
 * The memory that all operations of this process hold at a time, in bytes: what they have read or are about to, and their
 * responses until they have been read. No limit on one operation bounds what many of them take together. No caller gets all of
 * it, so that there is always room for another one.
 */
export class MemoryBudget {
  #bytes = 0;
  readonly #byCaller = new Map<string, number>();

  constructor(readonly maxBytes: number) {}

  /** How many bytes are held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The most that one operation may ever hold. */
  get maxBytesOfOne(): number {
    return this.maxBytes * ALONE;
  }

  /** Changes what a caller holds. @throws GatewayError `RATE_LIMITED` when there is no room for more, and leaves it as it was. */
  change(caller: string, by: number): void {
    const held = (this.#byCaller.get(caller) ?? 0) + by;
    if (by > 0 && (this.#bytes + by > this.maxBytes || held > this.maxBytes * this.#shareOf(caller))) throw noRoom();
    this.#bytes += by;
    if (held > 0) this.#byCaller.set(caller, held);
    else this.#byCaller.delete(caller);
  }

  #shareOf(caller: string): number {
    const others = this.#byCaller.size - (this.#byCaller.has(caller) ? 1 : 0);
    return others > 0 ? BESIDE_OTHERS : ALONE;
  }
}

const noRoom = () =>
  new GatewayError(
    "RATE_LIMITED",
    "The gateway holds as much as its memory allows, for this caller or for all. Ask again later, or for less at a time.",
    { retryAfterMs: RETRY_AFTER_MS },
  );

/**
 * One operation's part of the budget, released when its response has been sent: what it reads, which has room for one response
 * with all of it, and its response where that is longer. So what has cost a call is not refused afterwards, unless it is written
 * several times.
 */
export class MemoryReservation {
  #paragraphs = 0;
  #written = 0;
  #held = 0;
  #closed = false;

  /** `caller` tells callers apart: an identity with an operator. */
  constructor(
    readonly budget: MemoryBudget,
    readonly caller: string,
  ) {}

  /** Counts paragraphs that are to be read; fewer than none: that did not come. @throws GatewayError as `write` does. */
  read(paragraphs: number): void {
    this.#set(this.#paragraphs + paragraphs, this.#written);
  }

  /**
   * Says how many bytes of the response there are. @throws GatewayError `RATE_LIMITED` when there is no room now,
   * `OPERATION_TOO_COSTLY` when there never is; it then stays as it was.
   */
  write(bytes: number): void {
    this.#set(this.#paragraphs, bytes);
  }

  /** What was read has been let go of; the response of so many bytes remains. @throws GatewayError as `write` does. */
  settle(bytes: number): void {
    this.#set(0, bytes);
  }

  /** Gives back all. What a call that is still on its way takes or gives back then, counts no more. */
  close(): void {
    this.#set(0, 0);
    this.#closed = true;
  }

  #set(paragraphs: number, written: number): void {
    if (this.#closed) return;
    const { held: perParagraph, written: perResponse } = PARAGRAPH_BYTES;
    const needed = paragraphs * perParagraph + Math.max(paragraphs * perResponse, written);
    if (needed > this.budget.maxBytesOfOne)
      throw new GatewayError(
        "OPERATION_TOO_COSTLY",
        `the operation takes ${needed} bytes of memory or more; at most ${this.budget.maxBytesOfOne}: ask for less at a time`,
      );
    this.budget.change(this.caller, needed - this.#held);
    this.#held = needed;
    this.#paragraphs = paragraphs;
    this.#written = written;
  }
}
