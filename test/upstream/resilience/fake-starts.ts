import type { StartRequest, StartResponse, StartStore } from "../../../src/upstream/resilience/shared-start-rate.js";

/** The store's clock is not ours. */
const AHEAD_MS = 1_000_000;

/** A store that gives starts so far apart, up to 200 ms ahead, on timers that a test moves; it fails while `isOut`. */
export class FakeStarts implements StartStore {
  readonly horizonMs = 200;
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
    const reserved = at - now <= this.horizonMs;
    if (reserved) this.#next = at + this.spacingMs;
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    return { reserved, now, at };
  }

  /** Another replica takes so many starts. */
  take(starts: number): void {
    this.#next = Math.max(AHEAD_MS + performance.now(), this.#next) + starts * this.spacingMs;
  }

  async pause(identity: string | null, ms: number): Promise<void> {
    this.pauses.push([identity, ms]);
    if (this.isOut) throw new Error("out");
  }
}
