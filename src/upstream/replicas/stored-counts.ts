import { luaScript, type SharedStore } from "../../redis/shared-store.js";
import type { CallLimits } from "../resilience/call-limits.js";
import { monthOf, startOfMonth } from "../resilience/quota-month.js";
import type { CountStore, StoredCall, StoredCount, StoredDecision } from "../resilience/shared-call-counter.js";
import { countScript, readScript, RELEASE_SCRIPT, SERVER_CLOCK_MS } from "./count-scripts.js";
import type { ReplicaKeys } from "./replica-keys.js";

/** How long a month's count is kept: beyond the next month, which is then counted from its beginning. */
const KEPT_MS = 70 * 86_400_000;

const COUNT = luaScript(countScript(SERVER_CLOCK_MS));
const READ = luaScript(readScript(SERVER_CLOCK_MS));
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
    const [decision, calls, since, retryAfterMs] = toNumbers(await this.store.run(COUNT, names, args), 4);
    const refusedBy = REFUSALS[decision ?? -1];
    if (refusedBy === undefined) throw notACount();
    return { refusedBy, ...toCount(calls, since), retryAfterMs: retryAfterMs ?? 0 };
  }

  async release({ caller, month, id }: StoredCall): Promise<void> {
    await this.store.run(RELEASE, [this.keys.month(month), this.keys.hour(caller)], [id]);
  }

  async read(month: string, owed: number): Promise<StoredCount> {
    const reply = await this.store.run(READ, this.#monthNames(month), monthArguments(month, owed));
    const [calls, since] = toNumbers(reply, 2);
    return toCount(calls, since);
  }

  #monthNames(month: string): string[] {
    return [month, monthOf(startOfMonth(month) - 1)].map((name) => this.keys.month(name));
  }
}

const monthArguments = (month: string, owed: number) => [owed, startOfMonth(month), KEPT_MS];

const notACount = () => new Error("the shared store's reply is not a count");

function toCount(calls: number | undefined, since: number | undefined): StoredCount {
  if (calls === undefined || since === undefined) throw notACount();
  return { calls: Math.max(0, calls), since };
}

/** @throws Error unless the reply is a list of `length` numbers. */
function toNumbers(reply: unknown, length: number): number[] {
  const list: unknown[] = Array.isArray(reply) ? reply : [];
  const numbers = list.filter((item) => typeof item === "number");
  if (numbers.length !== length || list.length !== length) throw notACount();
  return numbers;
}
