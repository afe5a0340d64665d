import { expect, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import { HourUsedUp } from "../../../src/upstream/resilience/call-limits.js";
import { evenTranscript, FakeSource } from "../../support/fake-source.js";
import type { RedisServer } from "../../support/redis/redis-server.js";
import { useRedis } from "../../support/redis/use-redis.js";
import { createReplica, until } from "../../support/replica-world.js";

const source = new FakeSource(evenTranscript(3));

let redis: RedisServer;
let store: RedisStore;
useRedis((server, opened) => {
  redis = server;
  store = opened;
});

const hasKey = (end: string) => async () => (await redis.command("KEYS", "*")).endsWith(end);

test("a caller without calls fails alone: a replica that waits for the call makes it itself", async () => {
  const { promise: isAsked, resolve: ask } = Promise.withResolvers<void>();
  const limited = createReplica(store, async () => {
    await isAsked;
    throw new HourUsedUp(300, 1000);
  });
  const other = createReplica(store, (call) => source.getPage(call));
  const refused = limited.world.read();
  await until(hasKey(":lease"));
  const reading = other.world.read();
  ask();
  await expect(refused).rejects.toMatchObject({ code: "QUOTA_EXHAUSTED" });
  expect((await reading).items).toHaveLength(3);
  expect(other.world.calls).toHaveLength(1);
});

test("a refusal that another secret sealed is passed over at once, and the replica makes its own call", async () => {
  const refusing = createReplica(
    store,
    async () => {
      throw new GatewayError("FORBIDDEN", "refused");
    },
    { secretOf: () => "the app's secret" },
  );
  await expect(refusing.world.read()).rejects.toThrow("refused");
  await until(hasKey(":refusal"));
  const other = createReplica(store, (call) => source.getPage(call), { secretOf: () => "another secret" });
  expect((await other.world.read()).items).toHaveLength(3);
  expect(other.heard.filter((line) => line.startsWith("reason"))).toEqual(["reason: seal"]);
  expect(other.world.calls).toHaveLength(1);
});
