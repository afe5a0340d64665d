import { z } from "zod";

const Delay = { ms: z.number(), byTheClockMs: z.number() };
const Line = z.discriminatedUnion("msg", [
  z.object({ msg: z.literal("waited for Redis"), operation: z.number(), ...Delay }),
  z.object({ msg: z.literal("waited to count"), ...Delay }),
]);

/** A time that Redis added, without and with the time for which the process was delayed. */
export interface RedisDelay {
  readonly ms: number;
  readonly byTheClockMs: number;
}

/**
 * The time that Redis added to the operations and calls of one gateway, from the lines that `held-up.mjs` writes
 * to its log.
 */
export class RedisDelays {
  readonly #operations = new Map<number, RedisDelay>();
  readonly #counts: RedisDelay[] = [];

  /** Reads one line of the log. */
  read(text: string): void {
    const line = Line.safeParse(JSON.parse(text)).data;
    if (line?.msg === "waited for Redis") this.#operations.set(line.operation, line);
    if (line?.msg === "waited to count") this.#counts.push(line);
  }

  /** For each operation that read shared data. */
  get ofOperations(): readonly RedisDelay[] {
    return [...this.#operations.values()];
  }

  /** For each call that was counted. */
  get ofCounts(): readonly RedisDelay[] {
    return this.#counts;
  }
}
