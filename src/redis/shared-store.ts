/** What a command may hold: text, a number, or bytes. */
export type StoreArgument = string | number | Buffer;

/** Why the store could not serve. `unavailable`: it is known to be out, and was not asked. */
export type StoreFailure = "unavailable" | "timeout" | "lost" | "refused";

/**
 * The store did not do what it was asked for: whoever asked goes on without it. Its message may be logged: it holds no key, value or address.
 */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";

  constructor(
    readonly failure: StoreFailure,
    message: string,
  ) {
    super(message);
  }
}

/** A script that the store runs as one step, between the commands of all others. */
export interface StoreScript {
  /** SHA-1 of the text in hexadecimal digits, by which the server knows it. */
  readonly sha: string;
  readonly text: string;
}

/**
 * What all replicas share: a store of bytes under keys, on a server that may be absent, slow, full or wrong at any time. No operation takes
 * longer than its timeout (`REDIS_TIMEOUT_MS`), and none takes any time while the store is known to be out. Nothing is queued for
 * later or sent twice: an operation that failed may or may not have been done.
 *
 * The store adds the gateway's prefix to every key. What it gives is not to be trusted: anyone may have written it.
 * @throws StoreUnavailable from every method.
 */
export interface SharedStore {
  /** False while it is known to be out. */
  readonly isAvailable: boolean;
  /** The bytes under a key; null when there are none. */
  get(key: string): Promise<Buffer | null>;
  /** Puts a value in the place of the one before, for `ttlMs` milliseconds (at least 1). */
  set(key: string, value: Buffer | string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * Runs a script. Bytes come as a `Buffer`, whole numbers as numbers, lists as arrays, what Lua calls `false` or `nil` as null;
   * whoever wrote the script checks the shape.
   */
  run(script: StoreScript, keys: readonly string[], args?: readonly StoreArgument[]): Promise<unknown>;
}
