import { afterAll, beforeAll, beforeEach } from "@jest/globals";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import { openStore } from "./open-store.js";
import { type RedisServer, startRedis } from "./redis-server.js";

/** Gives all tests of a file a server, which is empty before each of them, and a store on it. */
export function useRedis(onStart: (redis: RedisServer, store: RedisStore) => void): void {
  let redis: RedisServer;
  let store: RedisStore;
  beforeAll(async () => {
    redis = await startRedis();
    store = await openStore(redis.url);
    onStart(redis, store);
  });
  beforeEach(() => redis.flush());
  afterAll(async () => {
    store.close();
    await redis.stop();
  });
}
