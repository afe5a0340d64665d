import { luaScript, type SharedStore } from "../../redis/shared-store.js";
import type { CallLimits } from "../resilience/call-limits.js";
import { monthOf, startOfMonth } from "../resilience/quota-month.js";
import type { CountStore, StoredCall, StoredCount, StoredDecision } from "../resilience/shared-call-counter.js";
import { countScript, READ_SCRIPT, RELEASE_SCRIPT, SERVER_CLOCK_MS } from "./count-scripts.js";
import type { ReplicaKeys } from "./replica-keys.js";

/** How long a month's count is kept: beyond the next month, which is then counted from its beginning. */
const KEPT_MS = 70 * 86_400_000;

const COUNT = luaScript(countScript(SERVER_CLOCK_MS));
const READ = luaScript(READ_SCRIPT);
const RELEASE = luaScript(RELEASE_SCRIPT);

const REFUSALS = [null, "month", "hour"] as const;

/** The count of all replicas' calls, in the store that they share. */
export class StoredCounts implements CountStore {
  constructor(
    readonly store: SharedStore,
    readonly keys: ReplicaKeys,
    readonly limits: CallLimits,
  ) {}

  async count({ caller, month, id }: StoredCall, owed: number): Promise<StoredDecision> {
    const { callsPerMonth, callerCallsPerHour } = this.limits;
    const names = [...this.#monthNames(month), this.keys.hour(caller)];
    const args = [...monthArguments(month, owed), callsPerMonth, callerCallsPerHour, id];
    return toDecision(await this.store.run(COUNT, names, args));
  }

  async release({ caller, month, id }: StoredCall): Promise<void> {
    await this.store.run(RELEASE, [this.keys.month(month), this.keys.hour(caller)], [id]);
  }

  async read(month: string, owed: number): Promise<StoredCount> {
    return toDecision(await this.store.run(READ, this.#monthNames(month), monthArguments(month, owed)));
  }

  #monthNames(month: string): string[] {
    return [month, monthOf(startOfMonth(month) - 1)].map((name) => this.keys.month(name));
  }
}

const monthArguments = (month: string, owed: number) => [owed, startOfMonth(month), KEPT_MS];

/** @throws Error if the scripts cannot have returned the reply. */
function toDecision(reply: unknown): StoredDecision {
  const [decision, calls, since, retryAfterMs]: unknown[] = Array.isArray(reply) ? reply : [];
  const refusedBy = typeof decision === "number" ? REFUSALS[decision] : undefined;
  if (
    refusedBy === undefined ||
    typeof calls !== "number" ||
    typeof since !== "number" ||
    typeof retryAfterMs !== "number"
  )
    throw new Error("the shared store's reply is not a count");
  return { refusedBy, calls: Math.max(0, calls), since, retryAfterMs };
}
