import { expect, test } from "@jest/globals";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import { evenTranscript, FakeSource } from "../../support/fake-source.js";
import { useRedis } from "../../support/redis/use-redis.js";
import { countPolls, createReplica, written } from "../../support/replica-world.js";

let store: RedisStore;
useRedis((_, opened) => {
  store = opened;
});

test("a replica that reads page after page does not poll the lease of its own last page", async () => {
  const source = new FakeSource(evenTranscript(400), { pageLimit: () => 50 });
  const replica = createReplica(store, (call) => source.getPage(call));
  const polls = countPolls(store);
  expect((await replica.world.read({ last: 1 })).items).toHaveLength(1);
  await written(replica, replica.world.calls.length);
  expect(polls()).toBe(0);
});
