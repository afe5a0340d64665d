import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { z } from "zod";
import { luaScript } from "../../../src/redis/shared-store.js";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import { ReplicaKeys } from "../../../src/upstream/replicas/replica-keys.js";
import { pauseScript, reserveScript } from "../../../src/upstream/replicas/start-scripts.js";
import { StoredStarts } from "../../../src/upstream/replicas/stored-starts.js";
import type { RedisServer } from "../../support/redis/redis-server.js";
import { useRedis } from "../../support/redis/use-redis.js";
import { cases } from "../../support/random-cases.js";

const KEYS = new ReplicaKeys("a secret of thirty-two characters.", "https://api.example.com");
const WINDOW_US = 1_090_000;
const SECOND_US = 1_000_000;
const HORIZON_US = 200_000;
const MAX_HORIZON_US = 350_000;
const MAX_PAUSE_US = 600 * SECOND_US;

let redis: RedisServer;
let store: RedisStore;
useRedis((server, opened) => {
  redis = server;
  store = opened;
});

/** Lua that sets `now` to an argument, in microseconds. Keys do not expire: they would by the server's clock. */
const clockOf = (argument: number) => `
local now, call = tonumber(ARGV[${argument}]), redis.call
local redis = { call = function(name, ...)
  if name == 'PEXPIRE' then return end
  if name ~= 'SET' then return call(name, ...) end
  local key, value = ...
  return call(name, key, value)
end }`;
const RESERVE = luaScript(reserveScript(clockOf(9)));
const PAUSE = luaScript(pauseScript(clockOf(3)));
/** A realistic server time, with all of its digits. */
const EPOCH_US = 1_764_167_000_123_457;

interface Limits {
  readonly perSecond: number;
  readonly total: number;
}

let starts = 0;
/** Requests a start at a time. Returns it, or null if it is too far in the future. */
async function reserve(
  identity: string,
  atUs: number,
  { perSecond, total }: Limits,
  horizonUs = HORIZON_US,
): Promise<number | null> {
  const names = [KEYS.starts(identity), KEYS.allStarts, KEYS.pause(identity), KEYS.pauseOfAll];
  const spacing = perSecond === 0 ? 0 : Math.ceil(WINDOW_US / perSecond);
  const times = [WINDOW_US, horizonUs, 0, MAX_HORIZON_US, MAX_PAUSE_US];
  const args = [spacing, total, ...times, `start ${starts++}`, EPOCH_US + atUs];
  const [reserved, now, start] = z
    .tuple([z.number(), z.number(), z.number()])
    .parse(await store.run(RESERVE, names, args));
  expect(now).toBe(EPOCH_US + atUs);
  return reserved === 1 ? start - EPOCH_US : null;
}

/** Expects that no span of a window's length has more starts than `max`. */
function expectAtMost(max: number, startsUs: readonly number[]): void {
  const sorted = startsUs.toSorted((left, right) => left - right);
  for (let index = max; index < sorted.length; index += 1)
    expect((sorted[index] ?? 0) - (sorted[index - max] ?? 0)).toBeGreaterThanOrEqual(WINDOW_US);
}

describe("starts that replicas reserve", () => {
  test("keep to the limit of each identity and of all, in any second and a margin", async () => {
    const request = fc.record({
      identity: fc.constantFrom("a", "b", "c"),
      afterUs: fc.oneof(fc.nat(1000), fc.nat(300_000)),
      horizonUs: fc.oneof(fc.constant(HORIZON_US), fc.nat(MAX_HORIZON_US)),
    });
    const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 6 }), total: fc.integer({ min: 1, max: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 60 }), limits, async (requests, given) => {
        await redis.flush();
        const all = new Map<string, number[]>(Array.from("abc", (identity) => [identity, []]));
        let now = 0;
        for (const { identity, afterUs, horizonUs } of requests) {
          now += afterUs;
          const start = await reserve(identity, now, given, horizonUs);
          if (start === null) continue;
          expect(start - now).toBeGreaterThanOrEqual(0);
          expect(start - now).toBeLessThanOrEqual(horizonUs);
          all.get(identity)?.push(start);
        }
        for (const own of all.values()) expectAtMost(given.perSecond, own);
        expectAtMost(given.total, [...all.values()].flat());
      }),
      cases(60),
    );
  });

  test("use the whole limit under constant demand", async () => {
    const given: number[] = [];
    for (let now = 0; now < 20 * SECOND_US; now += 20_000) {
      const start = await reserve("a", now, { perSecond: 20, total: 400 });
      if (start !== null) given.push(start);
    }
    expect(given.length).toBeGreaterThan(20 * 20 * 0.91);
    expectAtMost(20, given);
  });

  test("are available at once for a quiet identity, whatever others reserve", async () => {
    const limits = { perSecond: 20, total: 400 };
    for (let count = 0; count < 10; count += 1) await reserve("busy", 0, limits);
    expect(await reserve("busy", 0, limits)).toBeNull();
    expect(await reserve("quiet", 0, limits)).toBe(0);
  });

  test("come after those that a replica which may reserve farther ahead already has", async () => {
    const limits = { perSecond: 10, total: 0 };
    expect([await reserve("a", 0, limits), await reserve("a", 0, limits)]).toEqual([0, 109_000]);
    expect(await reserve("a", 0, limits, 40_000)).toBeNull();
    expect(await reserve("a", 218_000 - 40_000, limits, 40_000)).toBe(218_000);
  });

  test("ignore times that no replica can have written, such as those of a clock that was set back", async () => {
    await reserve("a", 3600 * SECOND_US, { perSecond: 1, total: 1 });
    expect(await reserve("a", 0, { perSecond: 1, total: 1 })).toBe(0);
    expect(await reserve("b", 0, { perSecond: 1, total: 1 })).toBeNull();
  });
});

const pause = (key: string, ms: number, atUs: number) =>
  store.run(PAUSE, [key], [ms * 1000, MAX_PAUSE_US, EPOCH_US + atUs]);

describe("a pause", () => {
  const limits = { perSecond: 20, total: 0 };

  test("of one identity or of all applies to every replica, and the one that ends last counts", async () => {
    await pause(KEYS.pause("a"), 3000, 0);
    await pause(KEYS.pause("a"), 1000, 100_000);
    expect(await reserve("a", 2_700_000, limits)).toBeNull();
    expect(await reserve("a", 2_900_000, limits)).toBe(3_000_000);
    expect(await reserve("b", 2_700_000, limits)).toBe(2_700_000);
    await pause(KEYS.pauseOfAll, 1000, 3_000_000);
    expect(await reserve("b", 3_000_000, limits)).toBeNull();
    expect(await reserve("b", 4_000_000, limits)).toBe(4_000_000);
  });
});

test("a store's starts use the server's clock, have the limit's spacing, and contain no name", async () => {
  const replicas = [0, 1].map(
    () => new StoredStarts(store, KEYS, { callsPerSecond: 20, totalCallsPerSecond: 400, maxPauseMs: 600_000 }),
  );
  const [one, other] = replicas;
  const first = await one?.reserve({ identity: "the identity", leadMs: 0, horizonMs: 200 });
  const second = await other?.reserve({ identity: "the identity", leadMs: 0, horizonMs: 200 });
  expect(Math.abs((first?.now ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(first).toMatchObject({ reserved: true, at: first?.now });
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(54.5);
  await one?.pause("the identity", 60_000);
  await one?.pause(null, 60_000);
  expect(await other?.reserve({ identity: "another", leadMs: 0, horizonMs: 200 })).toMatchObject({ reserved: false });
  const dump = await redis.dump();
  expect(dump.includes("test:")).toBe(true);
  expect(dump.includes("the identity")).toBe(false);
});

test("every key expires by itself", async () => {
  const stored = new StoredStarts(store, KEYS, { callsPerSecond: 1, totalCallsPerSecond: 5, maxPauseMs: 1000 });
  await stored.reserve({ identity: "a", leadMs: 0, horizonMs: 200 });
  await stored.pause("a", 1000);
  const names = (await redis.command("KEYS", "*")).split("\n");
  expect(names).toHaveLength(3);
  // -1 is the reply for a key that never expires. One that is gone already has -2.
  for (const name of names) expect(Number(await redis.command("PTTL", name))).not.toBe(-1);
});

test("the starts of all are kept until the latest one no longer counts, even if an earlier one was reserved after it", async () => {
  const stored = new StoredStarts(store, KEYS, { callsPerSecond: 0, totalCallsPerSecond: 5, maxPauseMs: 1000 });
  const { at } = await stored.reserve({ identity: "far from Redis", leadMs: 150, horizonMs: 350 });
  await stored.reserve({ identity: "near Redis", leadMs: 0, horizonMs: 200 });
  const expiresAt = Number(await redis.command("PEXPIRETIME", `test:${KEYS.allStarts}`));
  expect(expiresAt).toBeGreaterThanOrEqual(at + WINDOW_US / 1000);
});

test("a key with another type is an error, and the replica uses its share", async () => {
  const stored = new StoredStarts(store, KEYS, { callsPerSecond: 20, totalCallsPerSecond: 0, maxPauseMs: 1000 });
  await redis.command("LPUSH", `test:${KEYS.starts("a")}`, "garbage");
  await expect(stored.reserve({ identity: "a", leadMs: 0, horizonMs: 200 })).rejects.toMatchObject({
    failure: "refused",
  });
});
