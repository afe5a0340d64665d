import { randomBytes } from "node:crypto";
import { luaScript } from "../../redis/lua-script.js";
import type { SharedStore } from "../../redis/shared-store.js";
import {
  MAX_LATENESS_MS,
  type StartRequest,
  type StartResponse,
  type StartStore,
} from "../resilience/shared-start-rate.js";
import type { StartLimits } from "../resilience/start-rate.js";
import type { ReplicaKeys } from "./replica-keys.js";
import { pauseScript, reserveScript, SERVER_CLOCK } from "./start-scripts.js";

/**
 * A call begins up to `MAX_LATENESS_MS` after its start, and takes longer to the upstream at one time than at another. So the limit holds for
 * a second and this much more: calls that come closer together on their way still keep to it.
 */
const MARGIN_MS = MAX_LATENESS_MS + 50;
const WINDOW_MS = 1000 + MARGIN_MS;

/** Nobody reserves farther ahead, so that a replica that ends, or a pause, leaves few starts unused. */
const HORIZON_MS = 200;

const RESERVE = luaScript(reserveScript(SERVER_CLOCK));
const PAUSE = luaScript(pauseScript(SERVER_CLOCK));

/** How many calls all replicas together may start. */
export interface StoredStartsOptions extends StartLimits {
  /** The longest pause that is believed. */
  readonly maxPauseMs: number;
}

/** Starts of calls, reserved in the store that all replicas share, by its clock. */
export class StoredStarts implements StartStore {
  readonly horizonMs = HORIZON_MS;
  readonly spacingMs: number;
  readonly #replica = randomBytes(8).toString("base64url");
  #starts = 0;

  constructor(
    readonly store: SharedStore,
    readonly keys: ReplicaKeys,
    readonly options: StoredStartsOptions,
  ) {
    const { callsPerSecond } = options;
    this.spacingMs = callsPerSecond === 0 ? 0 : WINDOW_MS / callsPerSecond;
  }

  async reserve({ identity, leadMs }: StartRequest): Promise<StartResponse> {
    const { totalCallsPerSecond, maxPauseMs } = this.options;
    const { keys } = this;
    const names = [keys.starts(identity), keys.allStarts, keys.pause(identity), keys.pauseOfAll];
    const spacing = Math.ceil(this.spacingMs * 1000);
    const times = [WINDOW_MS, HORIZON_MS, leadMs, maxPauseMs].map(toMicroseconds);
    this.#starts += 1;
    const name = `${this.#replica}${this.#starts.toString(36)}`;
    return toResponse(await this.store.run(RESERVE, names, [spacing, totalCallsPerSecond, ...times, name]));
  }

  async pause(identity: string | null, ms: number): Promise<void> {
    const key = identity === null ? this.keys.pauseOfAll : this.keys.pause(identity);
    await this.store.run(PAUSE, [key], [ms, this.options.maxPauseMs].map(toMicroseconds));
  }
}

const toMicroseconds = (ms: number) => Math.ceil(ms * 1000);

/** @throws Error when that is not what the script returns. */
function toResponse(reply: unknown): StartResponse {
  const numbers: unknown[] = Array.isArray(reply) ? reply : [];
  const [reserved, now, at] = numbers;
  if (typeof reserved !== "number" || typeof now !== "number" || typeof at !== "number" || at < now)
    throw new Error("the shared store gave no start");
  return { reserved: reserved === 1, now: now / 1000, at: at / 1000 };
}
