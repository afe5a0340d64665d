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
