import { startDeadline } from "./command-deadline.js";
import type { OpenConnection, RedisConnection } from "./redis-connection.js";
import { isRefusal, isUnknownScript, reasonOf } from "./redis-errors.js";
import {
  type SharedStore,
  type StoreArgument,
  type StoreFailure,
  type StoreScript,
  StoreUnavailable,
} from "./shared-store.js";

/** Hears how the store fares. What it hears may be logged: it holds no key, value, name or address. */
export interface StoreObserver {
  /** A command ended; `failure` is null when it did what it should. */
  onCommand(failure: StoreFailure | null, durationMs: number): void;
  /** A command was refused, which says nothing of the others (`OOM`, `NOPERM`). */
  onRefusal(reason: string): void;
  /** The store is out, and is not asked any more. Heard once for each outage. */
  onOutage(reason: string): void;
  /** The store is there again. */
  onRecovery(outageMs: number): void;
}

/** How a store works. */
export interface RedisStoreOptions {
  readonly open: OpenConnection;
  /** Before every key. */
  readonly keyPrefix: string;
  /** For one operation. */
  readonly timeoutMs: number;
  readonly observer: StoreObserver;
  /** Waits between attempts to connect: the first, and the longest. */
  readonly backOffMs?: { readonly first: number; readonly longest: number };
}

const BACK_OFF_MS = { first: 250, longest: 5000 };

/** A connection that was lost sooner than this was no recovery: the next wait is longer still. */
const STABLE_MS = 10_000;

/**
 * The store on a Redis server, over one connection. The first operation that is not done in time cuts the connection, so that no late reply
 * can reach another operation, and opens a circuit breaker: from then on every operation fails at once, until a connection that is made in the
 * background has answered. No operation ever waits for a connection.
 */
export class RedisStore implements SharedStore {
  #connection: RedisConnection | null = null;
  #connectedAt = -Infinity;
  #attempts = 0;
  #retry: NodeJS.Timeout | undefined;
  /** When the outage under way began; null: there is none. */
  #outSince: number | null = null;
  #isClosed = false;
  #hasConnected = false;

  constructor(readonly options: RedisStoreOptions) {}

  get isAvailable(): boolean {
    return this.#connection !== null;
  }

  /** True once the server has answered, whatever became of it since. */
  get hasConnected(): boolean {
    return this.#hasConnected;
  }

  /** Connects for the first time; ends when that has succeeded or failed, and never throws. If it fails, it is tried again in the background. */
  async start(): Promise<void> {
    await this.#connect();
  }

  /** Ends the connection; the store is out from now on. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#connection?.destroy();
    this.#connection = null;
  }

  /** Whoever waited for too long, through several operations that were each in time, says so: the store is out until it has replied again. */
  reportSlow(): void {
    if (this.#connection !== null) this.#lose(this.#connection, "too slow");
  }

  async get(key: string): Promise<Buffer | null> {
    const reply = await this.#ask((connection) => connection.send(["GET", this.#name(key)]));
    return Buffer.isBuffer(reply) ? reply : null;
  }

  async set(key: string, value: Buffer | string, ttlMs: number): Promise<void> {
    await this.#ask((connection) => connection.send(["SET", this.#name(key), value, "PX", String(Math.ceil(ttlMs))]));
  }

  async delete(key: string): Promise<void> {
    await this.#ask((connection) => connection.send(["DEL", this.#name(key)]));
  }

  run({ sha, text }: StoreScript, keys: readonly string[], args: readonly StoreArgument[] = []): Promise<unknown> {
    const rest = [String(keys.length), ...keys.map((key) => this.#name(key)), ...args.map(toArgument)];
    return this.#ask(async (connection) => {
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

  /** One operation, within its time. */
  async #ask<T>(work: (connection: RedisConnection) => Promise<T>): Promise<T> {
    const { observer, timeoutMs } = this.options;
    const connection = this.#connection;
    if (connection === null) throw this.#failed("unavailable", "is out", 0);
    const startedAt = performance.now();
    let isLate = false;
    const callOff = startDeadline(timeoutMs, () => {
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
      callOff();
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
    return this.#failed("lost", `is out: ${reason}`, durationMs);
  }

  #failed(failure: StoreFailure, what: string, durationMs: number): StoreUnavailable {
    this.options.observer.onCommand(failure, durationMs);
    return new StoreUnavailable(failure, `the shared store ${what}`);
  }

  /** Cuts a connection, unless that was done before. */
  #lose(connection: RedisConnection, reason: string): void {
    if (this.#connection !== connection) return;
    this.#connection = null;
    connection.destroy();
    if (performance.now() - this.#connectedAt >= STABLE_MS) this.#attempts = 0;
    this.#beOut(reason);
  }

  #beOut(reason: string): void {
    if (this.#isClosed) return;
    if (this.#outSince === null) this.options.observer.onOutage(reason);
    this.#outSince ??= performance.now();
    const { first, longest } = this.options.backOffMs ?? BACK_OFF_MS;
    const waitMs = Math.min(longest, first * 2 ** Math.min(this.#attempts, 16)) * (0.5 + Math.random() / 2);
    this.#attempts += 1;
    this.#retry = setTimeout(() => void this.#connect(), waitMs).unref();
  }

  /** A new connection counts once it has answered within an operation's time. */
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
      this.#beOut(reasonOf(error));
    }
  }

  async #probe(connection: RedisConnection): Promise<void> {
    const { timeoutMs } = this.options;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const callOff = startDeadline(timeoutMs, () => reject(Object.assign(new Error(), { code: noReply(timeoutMs) })));
    try {
      await Promise.race([connection.send(["PING"]), late]);
    } finally {
      callOff();
    }
  }

  #use(connection: RedisConnection): void {
    this.#connection = connection;
    this.#connectedAt = performance.now();
    this.#hasConnected = true;
    if (this.#outSince !== null) this.options.observer.onRecovery(performance.now() - this.#outSince);
    this.#outSince = null;
  }
}

/** Why a server is out that says nothing. */
const noReply = (timeoutMs: number) => `no reply within ${timeoutMs} ms`;

function toArgument(value: StoreArgument): string | Buffer {
  return typeof value === "number" ? String(value) : value;
}
