import type { StartRequest, StartResponse, StartStore } from "../../../src/upstream/resilience/start-store.js";

/** The difference between the store's clock and ours. */
const AHEAD_MS = 1_000_000;

/** A store that reserves starts `spacingMs` apart. It uses fake timers, and fails while `isOut`. */
export class FakeStarts implements StartStore {
  readonly requests: StartRequest[] = [];
  readonly pauses: unknown[] = [];
  isOut = false;
  delayMs = 1;
  #next = 0;

  constructor(readonly spacingMs: number) {}

  async reserve(request: StartRequest): Promise<StartResponse> {
    this.requests.push(request);
    if (this.isOut) throw new Error("out");
    const now = AHEAD_MS + performance.now();
    const at = Math.max(now + request.leadMs, this.#next);
    const reserved = at - now <= request.horizonMs;
    if (reserved) this.#next = at + this.spacingMs;
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    return { reserved, now, at };
  }

  /** Another replica reserves this many starts. */
  take(starts: number): void {
    this.#next = Math.max(AHEAD_MS + performance.now(), this.#next) + starts * this.spacingMs;
  }

  async pause(identity: string | null, ms: number): Promise<void> {
    this.pauses.push([identity, ms]);
    if (this.isOut) throw new Error("out");
  }
}

/** The same store for a replica that is farther away: each way takes `delayMs`. */
export function fromAfar(store: StartStore, delayMs: number): StartStore {
  const travel = () => new Promise((resolve) => setTimeout(resolve, delayMs));
  return {
    spacingMs: store.spacingMs,
    pause: (identity, ms) => store.pause(identity, ms),
    reserve: async (request) => {
      await travel();
      const response = await store.reserve(request);
      await travel();
      return response;
    },
  };
}
