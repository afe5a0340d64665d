import { randomBytes } from "node:crypto";
import { luaScript, type SharedStore } from "../../redis/shared-store.js";
import { type StartLimits, TRANSIT_JITTER_MS } from "../resilience/start-rate.js";
import {
  MAX_HORIZON_MS,
  MAX_LATENESS_MS,
  type StartRequest,
  type StartResponse,
  type StartStore,
} from "../resilience/start-store.js";
import type { ReplicaKeys } from "./replica-keys.js";
import { pauseScript, reserveScript, SERVER_CLOCK } from "./start-scripts.js";

/**
 * A call may begin up to `MAX_LATENESS_MS` after its reserved start, and its way to the upstream does not always take
 * the same time. The limit therefore applies to a second plus this margin.
 */
const WINDOW_MS = 1000 + MAX_LATENESS_MS + TRANSIT_JITTER_MS;

const RESERVE = luaScript(reserveScript(SERVER_CLOCK));
const PAUSE = luaScript(pauseScript(SERVER_CLOCK));

/** Reserves the starts of calls in the store that all replicas share, by the store's clock. */
export class StoredStarts implements StartStore {
  readonly spacingMs: number;

  /** `options`: the limits for all replicas together. Pauses in the store longer than `maxPauseMs` are ignored. */
  constructor(
    readonly store: SharedStore,
    readonly keys: ReplicaKeys,
    readonly options: StartLimits & { readonly maxPauseMs: number },
  ) {
    const { callsPerSecond } = options;
    this.spacingMs = callsPerSecond === 0 ? 0 : WINDOW_MS / callsPerSecond;
  }

  async reserve({ identity, leadMs, horizonMs }: StartRequest): Promise<StartResponse> {
    const { totalCallsPerSecond, maxPauseMs } = this.options;
    const { keys } = this;
    const names = [keys.starts(identity), keys.allStarts, keys.pause(identity), keys.pauseOfAll];
    const spacing = Math.ceil(this.spacingMs * 1000);
    const times = [WINDOW_MS, horizonMs, leadMs, MAX_HORIZON_MS, maxPauseMs].map(toMicroseconds);
    const name = randomBytes(12).toString("base64url");
    return toResponse(await this.store.run(RESERVE, names, [spacing, totalCallsPerSecond, ...times, name]));
  }

  async pause(identity: string | null, ms: number): Promise<void> {
    const key = identity === null ? this.keys.pauseOfAll : this.keys.pause(identity);
    await this.store.run(PAUSE, [key], [ms, this.options.maxPauseMs].map(toMicroseconds));
  }
}

const toMicroseconds = (ms: number) => Math.ceil(ms * 1000);

/** @throws Error if the script cannot have returned the reply. */
function toResponse(reply: unknown): StartResponse {
  const numbers: unknown[] = Array.isArray(reply) ? reply : [];
  const [reserved, now, at] = numbers;
  if (typeof reserved !== "number" || typeof now !== "number" || typeof at !== "number" || at < now)
    throw new Error("the shared store's reply is not a start");
  return { reserved: reserved === 1, now: now / 1000, at: at / 1000 };
}
