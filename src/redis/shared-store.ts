import { hash } from "node:crypto";

/** An argument of a script. */
export type StoreArgument = string | number | Buffer;

/** Why an operation failed. `unavailable`: the store is known to be down, and no command was sent. */
export type StoreFailure = "unavailable" | "timeout" | "lost" | "refused";

/** An operation of the store failed. The message may be logged: it contains no key, value or address. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";

  constructor(
    readonly failure: StoreFailure,
    message: string,
  ) {
    super(message);
  }
}

/** A script that the store runs atomically. */
export interface StoreScript {
  /** SHA-1 of the text in hexadecimal digits. The server knows the script by it. */
  readonly sha: string;
  readonly text: string;
}

/** A Lua script for Redis 5 or later. It must use only the keys in `KEYS`. */
export function luaScript(text: string): StoreScript {
  return { text, sha: hash("sha1", text, "hex") };
}

/**
 * A store of bytes that all replicas share, on a server that may be down, slow, full or wrong at any time. An operation
 * takes at most its timeout (`REDIS_TIMEOUT_MS`), and fails at once while the store is known to be down. No operation
 * is queued or sent twice. An operation that failed may still have taken effect.
 *
 * The store adds the gateway's prefix to every key. Do not trust a value: anyone may have written it.
 * @throws StoreUnavailable from every method.
 */
export interface SharedStore {
  /** False while the store is known to be down. */
  readonly isAvailable: boolean;
  /** The bytes under a key; null if there are none. */
  get(key: string): Promise<Buffer | null>;
  /** Replaces the value under a key, for `ttlMs` milliseconds (at least 1). */
  set(key: string, value: Buffer | string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * Runs a script. Bytes are returned as a `Buffer`, whole numbers as numbers, lists as arrays, Lua's `false` and `nil`
   * as null. The caller checks the shape.
   */
  run(script: StoreScript, keys: readonly string[], args: readonly StoreArgument[]): Promise<unknown>;
}

/** A store with a connection of its own, which the gateway opens and closes. */
export interface ConnectedStore extends SharedStore {
  /** True after the first connection, also if it was lost since. */
  readonly hasConnected: boolean;
  /** Connects for the first time. Never throws: if the attempt fails, others follow in the background. */
  start(): Promise<void>;
  /** Closes the connection for good. */
  close(): void;
  /** Begins an outage, because several operations together took too long although each was in time. */
  reportSlow(): void;
}
