import { expect, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import type { Page } from "../../../src/transcript/model.js";
import { textsOf, type WorldCall } from "../../support/cached-world.js";
import { evenTranscript, FakeSource } from "../../support/fake-source.js";
import type { RedisServer } from "../../support/redis/redis-server.js";
import { useRedis } from "../../support/redis/use-redis.js";
import { createReplica, until, written } from "../../support/replica-world.js";

const HOUR_MS = 3_600_000;

let redis: RedisServer;
let store: RedisStore;
useRedis((server, opened) => {
  redis = server;
  store = opened;
});

/** Two replicas; the clock of the first is an hour ahead. */
function createReplicas(respond: (call: WorldCall) => Promise<Page>) {
  const [ahead, right] = [createReplica(store, respond), createReplica(store, respond)];
  ahead.world.now += HOUR_MS;
  return { ahead, right };
}

test("a replica checks the end of a transcript in time, although the one that read it has a clock that is ahead", async () => {
  let length = 3;
  const { ahead, right } = createReplicas((call) => new FakeSource(evenTranscript(length)).getPage(call));
  await ahead.world.read();
  await written(ahead);
  expect((await right.world.read()).items).toHaveLength(3);
  expect(right.world.calls).toHaveLength(0);
  length = 4;
  right.world.now += 4999;
  expect((await right.world.read()).items).toHaveLength(3);
  right.world.now += 1;
  expect(textsOf(await right.world.read({ last: 1 }))).toEqual(["paragraph 3"]);
  await written(right);
});

test("checks of the end count for all replicas, also for one whose clock is some seconds ahead", async () => {
  let length = 3;
  const [ahead, right] = [0, 1].map(() =>
    createReplica(store, (call) => new FakeSource(evenTranscript(length)).getPage(call)),
  );
  ahead!.world.now += 2000;
  await ahead?.world.read();
  await written(ahead!);
  for (length of [4, 5]) {
    await right?.world.read();
    for (const replica of [ahead, right]) replica!.world.now += 5000;
    expect((await right!.world.read()).items).toHaveLength(length);
    await written(right!, length - 3);
    expect((await ahead!.world.read()).items).toHaveLength(length);
  }
  expect([ahead, right].map((replica) => replica?.world.calls.length)).toEqual([1, 2]);
});

test.each([[["PX", "60000"]], [[]]])(
  "a lease that no replica can have made (%j), as after a failover to a server whose clock is behind, stops no read",
  async (expiry) => {
    const source = new FakeSource(evenTranscript(3));
    const [one, other] = [0, 1].map(() => createReplica(store, (call) => source.getPage(call)));
    await one?.world.read();
    await written(one!);
    const name = await redis.command("KEYS", "*:transcript");
    await redis.flush();
    const holder = "1764167000123457 of a replica that has died";
    await redis.command("SET", name.replace(":transcript", ":lease"), holder, ...expiry);
    expect((await other!.world.read({}, { remainingMs: () => 2000 })).items).toHaveLength(3);
    await written(other!);
  },
);

test("a refusal that Redis keeps for longer than 5 s, because its own clock was set back, is not repeated", async () => {
  let isRefused = true;
  const respond = async (call: WorldCall) => {
    if (isRefused) throw new GatewayError("CLOUD_RECORD_NOT_FOUND", "refused");
    return new FakeSource(evenTranscript(3)).getPage(call);
  };
  const [one, other] = [createReplica(store, respond), createReplica(store, respond)];
  await expect(one.world.read({}, {}, "refused")).rejects.toThrow("refused");
  await until(async () => (await redis.command("KEYS", "*")).endsWith(":refusal"));
  await redis.command("PERSIST", await redis.command("KEYS", "*:refusal"));
  isRefused = false;
  other.world.now += 4999;
  await expect(other.world.read({}, {}, "refused")).rejects.toThrow("refused");
  other.world.now += 1;
  expect((await other.world.read({}, {}, "refused")).items).toHaveLength(3);
  await written(other);
});

test("a refusal that came to a replica whose clock is ahead is repeated for 5 s, and not for an hour", async () => {
  const { ahead, right } = createReplicas(async () => {
    throw new GatewayError("CLOUD_RECORD_NOT_FOUND", "refused");
  });
  await expect(ahead.world.read()).rejects.toThrow("refused");
  await until(async () => (await redis.command("KEYS", "*")).endsWith(":refusal"));
  await expect(right.world.read()).rejects.toThrow("refused");
  expect(right.world.calls).toHaveLength(0);
  await redis.flush();
  right.world.now += 4999;
  await expect(right.world.read()).rejects.toThrow("refused");
  expect(right.world.calls).toHaveLength(0);
  right.world.now += 1;
  await expect(right.world.read()).rejects.toThrow("refused");
  expect(right.world.calls).toHaveLength(1);
});
