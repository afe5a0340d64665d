import { describe, expect, test } from "@jest/globals";
import { AppToken, type FetchedToken, type TokenFetchOutcome } from "../../src/auth/app-token.js";
import { REAL_CLOCK } from "../../src/auth/clock.js";
import { shareFetches } from "../../src/auth/shared-app-token.js";
import { ValueSeal } from "../../src/cache/replicas/value-seal.js";
import type { RedisStore } from "../../src/redis/redis-store.js";
import { openStore } from "../support/redis/open-store.js";
import { type RedisServer, startRedis } from "../support/redis/redis-server.js";
import { useRedis } from "../support/redis/use-redis.js";

const { signal } = new AbortController();
const NAME_SECRET = "a-secret-of-thirty-two-characters";
const TWO_HOURS_MS = 7_200_000;

let redis: RedisServer;
let store: RedisStore;
useRedis((server, opened) => {
  redis = server;
  store = opened;
});

/**
 * A stand-in for DingTalk that returns the same token until it expires, and a clock that is ahead of the machine's
 * clock by `world.ahead`.
 */
function setUp() {
  const world = {
    ahead: 0,
    calls: 0,
    token: "token-1",
    expiresAt: Date.now() + TWO_HOURS_MS,
    isDown: false,
    delayMs: 0,
  };
  const clock = {
    ...REAL_CLOCK,
    now: () => Date.now() + world.ahead,
    elapsed: () => performance.now() + world.ahead,
  };
  const fetchToken = async (): Promise<FetchedToken> => {
    world.calls += 1;
    await new Promise((resolve) => setTimeout(resolve, world.delayMs));
    if (world.isDown) throw new Error("down");
    if (clock.now() >= world.expiresAt) {
      world.token = `token-${world.calls}`;
      world.expiresAt = clock.now() + TWO_HOURS_MS;
    }
    return { accessToken: world.token, expiresInMs: world.expiresAt - clock.now() };
  };
  const createReplica = (secret: { text: string } = { text: "app secret" }) => {
    const outcomes: TokenFetchOutcome[] = [];
    const seal = new ValueSeal([NAME_SECRET]);
    const readSecret = async () => secret.text;
    const parts = { store, seal, nameSecret: NAME_SECRET, appKey: "the-app-key", readSecret, clock };
    const onFetch = (outcome: TokenFetchOutcome) => outcomes.push(outcome);
    const token = new AppToken({ fetchToken: shareFetches(fetchToken, parts), markSecret: readSecret, clock, onFetch });
    return { token, outcomes };
  };
  return { world, createReplica };
}

describe("the app's token of several replicas", () => {
  test("is fetched once, even if all of them need it at the same time", async () => {
    const { world, createReplica } = setUp();
    world.delayMs = 150;
    const replicas = Array.from({ length: 5 }, () => createReplica());
    const tokens = await Promise.all(replicas.map(({ token }) => token.get(signal)));
    expect(tokens).toEqual(Array(5).fill("token-1"));
    expect(world.calls).toBe(1);
    expect(replicas.flatMap(({ outcomes }) => outcomes).toSorted()).toEqual(["ok", ...Array(4).fill("shared")]);
  });

  test("is fetched once in each validity", async () => {
    const { world, createReplica } = setUp();
    const replicas = [createReplica(), createReplica()];
    for (const { token } of replicas) expect(await token.get(signal)).toBe("token-1");
    world.ahead += TWO_HOURS_MS + 1000;
    for (const { token } of replicas) expect(await token.get(signal)).toBe("token-2");
    expect(world.calls).toBe(2);
  });

  test("costs one more fetch if DingTalk refuses it repeatedly, for all replicas together", async () => {
    const { world, createReplica } = setUp();
    const replicas = [createReplica(), createReplica(), createReplica()];
    for (const { token } of replicas) await token.get(signal);
    for (let minutes = 0; minutes < 30; minutes += 1) {
      world.ahead += 60_000;
      for (const { token } of replicas) expect(await token.renew("token-1", signal)).toBeNull();
    }
    expect(world.calls).toBe(2);
  });

  test("is replaced in all replicas with one fetch, if DingTalk has revoked it", async () => {
    const { world, createReplica } = setUp();
    const replicas = [createReplica(), createReplica()];
    for (const { token } of replicas) await token.get(signal);
    world.ahead += 60_000;
    world.expiresAt = 0;
    for (const { token } of replicas) expect(await token.renew("token-1", signal)).toBe("token-2");
    expect(world.calls).toBe(2);
  });

  test("is not shared with a replica that has another app secret", async () => {
    const { world, createReplica } = setUp();
    await createReplica().token.get(signal);
    await createReplica({ text: "another secret" }).token.get(signal);
    expect(world.calls).toBe(2);
  });

  test("is fetched by another replica if the first one fails", async () => {
    const { world, createReplica } = setUp();
    world.isDown = true;
    await expect(createReplica().token.get(signal)).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
    world.isDown = false;
    expect(await createReplica().token.get(signal)).toBe("token-1");
  });
});

const fetchOwn = async (): Promise<FetchedToken> => ({ accessToken: "own", expiresInMs: 1000 });

describe("if Redis does not help", () => {
  test("because it is unavailable, each replica fetches its own token", async () => {
    const { world, createReplica } = setUp();
    const server = await startRedis();
    const lost = await openStore(server.url);
    await server.stop();
    const parts = {
      store: lost,
      seal: new ValueSeal([NAME_SECRET]),
      nameSecret: NAME_SECRET,
      appKey: "k",
      clock: REAL_CLOCK,
    };
    const fetched = await shareFetches(fetchOwn, { ...parts, readSecret: async () => "s" })(null);
    expect(fetched.accessToken).toBe("own");
    lost.close();
    expect(await createReplica().token.get(signal)).toBe("token-1");
    expect(world.calls).toBe(1);
  });

  test("because its value is garbage, the token is fetched and saved again", async () => {
    const { world, createReplica } = setUp();
    await createReplica().token.get(signal);
    const [name = ""] = (await redis.command("KEYS", "*:token")).split("\n");
    await redis.command("SET", name, "garbage");
    expect(await createReplica().token.get(signal)).toBe("token-1");
    expect(await createReplica().token.get(signal)).toBe("token-1");
    expect(world.calls).toBe(2);
  });
});

test("Redis contains neither the token in plain text nor the app's key or secret, and deletes the token when it expires", async () => {
  const { createReplica } = setUp();
  await createReplica().token.get(signal);
  const dump = await redis.dump();
  for (const text of ["token-1", "the-app-key", "app secret"]) expect(dump.includes(text)).toBe(false);
  const [name = ""] = (await redis.command("KEYS", "*:token")).split("\n");
  const keptMs = Number(await redis.command("PTTL", name));
  expect(keptMs).toBeGreaterThan(TWO_HOURS_MS - 60_000);
  expect(keptMs).toBeLessThanOrEqual(TWO_HOURS_MS);
});
