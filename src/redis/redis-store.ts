import { startDeadline } from "./command-deadline.js";
import type { OpenConnection, RedisConnection } from "./redis-connection.js";
import { isRefusal, isUnknownScript, reasonOf } from "./redis-errors.js";
import {
  type ConnectedStore,
  type StoreArgument,
  type StoreFailure,
  type StoreScript,
  StoreUnavailable,
} from "./shared-store.js";

/** Observes the store. All arguments may be logged: they contain no key, value, name or address. */
export interface StoreObserver {
  /** A command ended. `failure` is null if it succeeded. */
  onCommand(failure: StoreFailure | null, durationMs: number): void;
  /** The server refused one command (`OOM`, `NOPERM`). Other commands may succeed. */
  onRefusal(reason: string): void;
  /** An outage began. No commands are sent until it ends. Called once per outage. */
  onOutage(reason: string): void;
  /** The outage continues for another reason. Called once per outage and reason. */
  onOtherReason(reason: string): void;
  /** The outage ended. */
  onRecovery(outageMs: number): void;
}

/** The options of a store. */
export interface RedisStoreOptions {
  readonly open: OpenConnection;
  /** Is put before every key. */
  readonly keyPrefix: string;
  /** The timeout of one operation. */
  readonly timeoutMs: number;
  readonly observer: StoreObserver;
  /** The pauses between attempts to connect: the first, and the longest. */
  readonly backOffMs?: { readonly first: number; readonly longest: number };
}

const BACK_OFF_MS = { first: 250, longest: 5000 };

/** A connection that lasted this long resets the pauses between attempts to connect. */
const STABLE_MS = 10_000;

/**
 * The store on a Redis server, over one connection. An operation that misses its deadline closes the connection, so
 * that a late reply cannot reach another operation. It also opens a circuit breaker: every operation then fails at
 * once, until a new connection, which is opened in the background, has replied. No operation waits for a connection.
 */
export class RedisStore implements ConnectedStore {
  #connection: RedisConnection | null = null;
  #connectedAt = -Infinity;
  #attempts = 0;
  #retry: NodeJS.Timeout | undefined;
  /** When the current outage began; null if there is none. */
  #outageSince: number | null = null;
  /** The reasons of the current outage. */
  readonly #reasons = new Set<string>();
  #isClosed = false;

  constructor(readonly options: RedisStoreOptions) {}

  get isAvailable(): boolean {
    return this.#connection !== null;
  }

  get hasConnected(): boolean {
    return this.#connectedAt > -Infinity;
  }

  async start(): Promise<void> {
    await this.#connect();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#connection?.destroy();
    this.#connection = null;
  }

  reportSlow(): void {
    if (this.#connection !== null) this.#lose(this.#connection, "too slow");
  }

  async get(key: string): Promise<Buffer | null> {
    const reply = await this.#execute((connection) => connection.send(["GET", this.#name(key)]));
    return Buffer.isBuffer(reply) ? reply : null;
  }

  async set(key: string, value: Buffer | string, ttlMs: number): Promise<void> {
    await this.#execute((connection) =>
      connection.send(["SET", this.#name(key), value, "PX", String(Math.ceil(ttlMs))]),
    );
  }

  async delete(key: string): Promise<void> {
    await this.#execute((connection) => connection.send(["DEL", this.#name(key)]));
  }

  run({ sha, text }: StoreScript, keys: readonly string[], args: readonly StoreArgument[]): Promise<unknown> {
    const values = args.map((value) => (typeof value === "number" ? String(value) : value));
    const rest = [String(keys.length), ...keys.map((key) => this.#name(key)), ...values];
    return this.#execute(async (connection) => {
      try {
        return await connection.send(["EVALSHA", sha, ...rest]);
      } catch (error) {
        if (!isUnknownScript(error)) throw error;
        return connection.send(["EVAL", text, ...rest]);
      }
    });
  }

  #name(key: string): string {
    return this.options.keyPrefix + key;
  }

  /** Runs one operation, with its timeout. */
  async #execute<T>(work: (connection: RedisConnection) => Promise<T>): Promise<T> {
    const { observer, timeoutMs } = this.options;
    const connection = this.#connection;
    if (connection === null) throw this.#failed("unavailable", "is unavailable", 0);
    const startedAt = performance.now();
    let isLate = false;
    const cancel = startDeadline(timeoutMs, () => {
      isLate = true;
      this.#lose(connection, noReply(timeoutMs));
    });
    try {
      const reply = await work(connection);
      observer.onCommand(null, performance.now() - startedAt);
      return reply;
    } catch (error) {
      throw this.#explain(connection, error, isLate, performance.now() - startedAt);
    } finally {
      cancel();
    }
  }

  #explain(connection: RedisConnection, error: unknown, isLate: boolean, durationMs: number): StoreUnavailable {
    if (isLate) return this.#failed("timeout", "did not reply in time", durationMs);
    const reason = reasonOf(error);
    if (this.#connection !== connection) return this.#failed("lost", "was lost", durationMs);
    if (isRefusal(error)) {
      this.options.observer.onRefusal(reason);
      return this.#failed("refused", `refused: ${reason}`, durationMs);
    }
    this.#lose(connection, reason);
    return this.#failed("lost", `is unavailable: ${reason}`, durationMs);
  }

  #failed(failure: StoreFailure, what: string, durationMs: number): StoreUnavailable {
    this.options.observer.onCommand(failure, durationMs);
    return new StoreUnavailable(failure, `the shared store ${what}`);
  }

  /** Closes a connection and begins an outage. Has no effect if the connection is no longer in use. */
  #lose(connection: RedisConnection, reason: string): void {
    if (this.#connection !== connection) return;
    this.#connection = null;
    connection.destroy();
    if (performance.now() - this.#connectedAt >= STABLE_MS) this.#attempts = 0;
    this.#beginOutage(reason);
  }

  #beginOutage(reason: string): void {
    if (this.#isClosed) return;
    this.#report(reason);
    const { first, longest } = this.options.backOffMs ?? BACK_OFF_MS;
    const waitMs = Math.min(longest, first * 2 ** Math.min(this.#attempts, 16)) * (0.5 + Math.random() / 2);
    this.#attempts += 1;
    this.#retry = setTimeout(() => void this.#connect(), waitMs).unref();
  }

  /** Often only the second reason helps: the first says that the connection was closed, the second why none opens. */
  #report(reason: string): void {
    if (this.#outageSince === null) this.options.observer.onOutage(reason);
    else if (!this.#reasons.has(reason)) this.options.observer.onOtherReason(reason);
    this.#outageSince ??= performance.now();
    this.#reasons.add(reason);
  }

  /** Opens a connection, and uses it once it has replied in time. */
  async #connect(): Promise<void> {
    let opened: RedisConnection | null = null;
    try {
      const connection = await this.options.open((error) => {
        if (opened !== null) this.#lose(opened, reasonOf(error));
      });
      opened = connection;
      await this.#probe(connection);
      if (this.#isClosed) connection.destroy();
      else this.#use(connection);
    } catch (error) {
      opened?.destroy();
      this.#beginOutage(reasonOf(error));
    }
  }

  /**
   * Deletes a key that nobody writes: unlike PING, a replica of Redis refuses that. A server that is full accepts it. A
   * server that refuses this command alone may accept others.
   */
  async #probe(connection: RedisConnection): Promise<void> {
    const { timeoutMs } = this.options;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = startDeadline(timeoutMs, () => reject(Object.assign(new Error(), { code: noReply(timeoutMs) })));
    try {
      await Promise.race([connection.send(["DEL", this.#name("probe")]), late]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    } finally {
      cancel();
    }
  }

  #use(connection: RedisConnection): void {
    this.#connection = connection;
    this.#connectedAt = performance.now();
    if (this.#outageSince !== null) this.options.observer.onRecovery(performance.now() - this.#outageSince);
    this.#outageSince = null;
    this.#reasons.clear();
  }
}

/** The reason of an outage if the server does not reply. */
const noReply = (timeoutMs: number) => `no reply within ${timeoutMs} ms`;
