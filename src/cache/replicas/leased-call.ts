import type { GatewayError } from "../../errors.js";
import type { CacheEntry } from "../cache-entry.js";
import { REPEAT_MS } from "../refusals.js";
import { writeEntry } from "./entry-format.js";
import { writeFailure } from "./failure-format.js";
import type { Lease } from "./lease.js";
import { MAX_UNPACKED_BYTES, pack } from "./packed-value.js";
import { isExpected, type ReplicaParts, type ReplicaRead, type SharedWrite } from "./replica-parts.js";
import { bindingOf, entryKey, failureKey, refusalKey } from "./replica-keys.js";
import { PUBLISH, RELEASE } from "./replica-scripts.js";
import type { CallRight } from "./call-decision.js";

/** The largest sealed entry, in bytes. A larger one would delay other commands on the connection. */
const MAX_SEALED_BYTES = 4_194_304;

/** How long a failure is kept for the replicas that wait for the call. */
const FAILURE_MS = 5000;

/** A call under a lease. Its result is written in the background, while the lease is still renewed. */
export class LeasedCall implements CallRight {
  constructor(
    readonly parts: ReplicaParts,
    readonly read: ReplicaRead,
    readonly lease: Lease,
  ) {}

  get fence(): string {
    return this.lease.fence;
  }

  publish(entry: CacheEntry): void {
    void this.#inBackground(async () => this.parts.observer.onSharedWrite(await this.#publish(entry)));
  }

  fail(error: unknown): void {
    void this.#inBackground(() => this.#release(error));
  }

  refuse(error: GatewayError, isRepeated: boolean): void {
    void this.#inBackground(async () => {
      const { own, keys } = this.read;
      if (isRepeated) await this.#remember(error);
      if (own.id === keys[0].id) for (const key of keys) await this.parts.store.delete(entryKey(key));
      await this.#release(isRepeated ? null : error);
    });
  }

  async #remember(refusal: GatewayError): Promise<void> {
    const { store, now } = this.parts;
    const key = refusalKey(this.read.own);
    const bytes = writeFailure(refusal, now());
    if (bytes !== null) await store.set(key, await this.#seal(bytes, key), REPEAT_MS);
  }

  /** Does work that nobody waits for. If it fails, the lease ends by itself. */
  async #inBackground(work: () => Promise<void>): Promise<void> {
    const { observer } = this.parts;
    await work().catch((error: unknown) => {
      observer.onSharedWrite("failed");
      if (!isExpected(error)) observer.onDefect(error);
    });
    this.lease.stop();
  }

  async #publish(entry: CacheEntry): Promise<SharedWrite> {
    const [current] = this.read.keys;
    const ttlMs = Math.floor(this.parts.remainingMs(entry));
    const sealed = ttlMs < 1 ? null : await this.#write(entry);
    if (sealed === null) {
      await this.#release(null);
      return "not-shared";
    }
    const keys = [this.lease.key, entryKey(current)];
    const isNewest = await this.parts.store.run(PUBLISH, keys, [this.lease.value, sealed, ttlMs]);
    return isNewest === 1 ? "stored" : "overtaken";
  }

  /** The sealed entry; null if it is too large to share. */
  async #write(entry: CacheEntry): Promise<Buffer | null> {
    const bytes = writeEntry(entry, this.parts.pages);
    if (bytes === null || bytes.length > MAX_UNPACKED_BYTES) return null;
    const packed = await pack(bytes);
    return packed.length > MAX_SEALED_BYTES ? null : this.#seal(packed, entryKey(this.read.keys[0]));
  }

  async #release(error: unknown): Promise<void> {
    const key = failureKey(this.read.keys[0]);
    const bytes = writeFailure(error, this.parts.now());
    const sealed = bytes === null ? "" : await this.#seal(bytes, key);
    await this.parts.store.run(RELEASE, [this.lease.key, key], [this.lease.value, sealed, FAILURE_MS]);
  }

  #seal(bytes: Buffer, key: string): Promise<Buffer> {
    const { own, keys, caller } = this.read;
    const binding = bindingOf(key, key === refusalKey(own) ? own : keys[0]);
    return this.parts.seal.seal(bytes, this.lease.fence, binding, caller);
  }
}
