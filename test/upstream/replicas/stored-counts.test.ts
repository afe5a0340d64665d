import { describe, expect, test } from "@jest/globals";
import { luaScript } from "../../../src/redis/shared-store.js";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import type { CallLimits } from "../../../src/upstream/resilience/call-limits.js";
import { startOfMonth } from "../../../src/upstream/resilience/quota-month.js";
import { countScript } from "../../../src/upstream/replicas/count-scripts.js";
import { ReplicaKeys } from "../../../src/upstream/replicas/replica-keys.js";
import { StoredCounts } from "../../../src/upstream/replicas/stored-counts.js";
import type { RedisServer } from "../../support/redis/redis-server.js";
import { useRedis } from "../../support/redis/use-redis.js";

const KEYS = new ReplicaKeys("a secret of thirty-two characters.", "https://api.example.com");
const MONTH = "2026-11";
const HOUR_MS = 3_600_000;

let redis: RedisServer;
let store: RedisStore;
useRedis((server, opened) => {
  redis = server;
  store = opened;
});

const countsWith = (limits: Partial<CallLimits> = {}) =>
  new StoredCounts(store, KEYS, { callsPerMonth: 0, callerCallsPerHour: 0, reservePercent: 10, ...limits });

let ids = 0;
const callOf = (caller: string, month = MONTH) => ({ caller, month, id: `call ${ids++}` });

describe("the month's count", () => {
  test("is shared by all replicas, and an uncounted call leaves it", async () => {
    const [one, other] = [countsWith(), countsWith()];
    const call = callOf("a");
    expect(await one.count(call, 0)).toMatchObject({ refusedBy: null, calls: 1 });
    expect(await other.count(callOf("b"), 0)).toMatchObject({ refusedBy: null, calls: 2 });
    await other.release(call);
    expect(await one.read(MONTH, 0)).toMatchObject({ calls: 1 });
  });

  test("never exceeds the limit, also with parallel calls", async () => {
    const replicas = Array.from({ length: 5 }, () => countsWith({ callsPerMonth: 7 }));
    const decisions = await Promise.all(
      replicas.flatMap((replica) => Array.from({ length: 4 }, () => replica.count(callOf("a"), 0))),
    );
    expect(decisions.filter(({ refusedBy }) => refusedBy === null)).toHaveLength(7);
    expect(decisions.filter(({ refusedBy }) => refusedBy === "month")).toHaveLength(13);
  });

  test("adds calls that a replica counted alone, and subtracts those it uncounted", async () => {
    const counts = countsWith();
    expect(await counts.count(callOf("a"), 4)).toMatchObject({ calls: 5 });
    expect(await counts.read(MONTH, -2)).toMatchObject({ calls: 3 });
  });

  test("reports its start: the first call, or the month's beginning if the month before was counted", async () => {
    const counts = countsWith();
    const { since } = await counts.count(callOf("a"), 0);
    expect(Math.abs(since - Date.now())).toBeLessThan(60_000);
    expect((await counts.count(callOf("a"), 0)).since).toBe(since);
    expect((await counts.count(callOf("a", "2026-12"), 0)).since).toBe(startOfMonth("2026-12"));
    expect(startOfMonth("2026-12")).toBe(Date.parse("2026-11-30T16:00:00Z"));
  });

  test("is kept beyond the month, and the next month starts at 0", async () => {
    const counts = countsWith();
    await counts.count(callOf("a"), 0);
    expect(await counts.count(callOf("a", "2026-12"), 0)).toMatchObject({ calls: 1 });
    const keptMs = Number(await redis.command("PTTL", `test:${KEYS.month(MONTH)}`));
    expect(keptMs).toBeGreaterThan(62 * 24 * HOUR_MS);
  });

  test("is not created by uncounting a call that Redis has forgotten", async () => {
    const counts = countsWith();
    await counts.release(callOf("a"));
    expect(await counts.read(MONTH, 0)).toMatchObject({ calls: 0 });
  });
});

/** Counts a call of a caller with a limit of two, at a time of the server's clock in milliseconds. */
const countAt = async (now: number) => {
  const script = luaScript(countScript("local now = tonumber(ARGV[7])"));
  const names = [KEYS.month(MONTH), KEYS.month("2026-10"), KEYS.hour("a")];
  return store.run(script, names, [0, 0, 1000, 0, 2, callOf("a").id, now]);
};

describe("one caller's hour", () => {
  test("is shared by all replicas, and has room again when the oldest call is an hour old", async () => {
    expect(await countAt(0)).toEqual([0, 1, 0, 0]);
    expect(await countAt(60_000)).toEqual([0, 2, 0, 0]);
    expect(await countAt(61_000)).toEqual([2, 2, 0, HOUR_MS - 61_000]);
    expect(await countAt(HOUR_MS)).toEqual([0, 3, 0, 0]);
  });

  test("forgets calls from the future, because the server's clock was set back", async () => {
    await countAt(8 * HOUR_MS);
    await countAt(8 * HOUR_MS);
    expect(await countAt(60_000)).toEqual([0, 3, 8 * HOUR_MS, 0]);
    expect(await countAt(60_000)).toEqual([0, 4, 8 * HOUR_MS, 0]);
    expect(await countAt(60_000)).toEqual([2, 4, 8 * HOUR_MS, HOUR_MS]);
  });

  test("refuses only that caller, and an uncounted call makes room", async () => {
    const [one, other] = [countsWith({ callerCallsPerHour: 1 }), countsWith({ callerCallsPerHour: 1 })];
    const call = callOf("a");
    await one.count(call, 0);
    expect(await other.count(callOf("a"), 0)).toMatchObject({ refusedBy: "hour", calls: 1 });
    expect(await other.count(callOf("b"), 0)).toMatchObject({ refusedBy: null });
    await one.release(call);
    expect(await other.count(callOf("a"), 0)).toMatchObject({ refusedBy: null });
  });
});

test("stored keys and values reveal no caller", async () => {
  await countsWith({ callerCallsPerHour: 5 }).count(callOf("identity union-id-of-somebody"), 0);
  const dump = await redis.dump();
  expect(dump.includes("calls")).toBe(true);
  expect(dump.includes("union-id-of-somebody")).toBe(false);
});

test("a malformed count is an error", async () => {
  await redis.command("HSET", `test:${KEYS.month(MONTH)}`, "calls", "garbage", "since", "1");
  await expect(countsWith().count(callOf("a"), 0)).rejects.toMatchObject({ failure: "refused" });
});
