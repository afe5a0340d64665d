import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import { historiesOf, MEETING_KINDS } from "../../support/living-meeting/actions.js";
import { LivingTrial } from "../../support/living-meeting/trial.js";
import { cases } from "../../support/random-cases.js";
import { openStore } from "../../support/redis/open-store.js";
import { type RedisServer, startRedis } from "../../support/redis/redis-server.js";
import { createReplica } from "../../support/replica-world.js";

const TIMEOUT_MS = 1_200_000;

let redis: RedisServer;
let stores: readonly [RedisStore, RedisStore];
let trials = 0;
beforeAll(async () => {
  redis = await startRedis();
  stores = [await openStore(redis.url), await openStore(redis.url)];
});
afterAll(async () => {
  for (const store of stores) store.close();
  await redis.stop();
});

test.each(MEETING_KINDS)(
  "a meeting %s: two replicas that share transcripts show it exactly",
  async (_name, kind) => {
    const property = fc.asyncProperty(historiesOf(kind), async (history) => {
      trials += 1;
      const trial = new LivingTrial(
        history,
        `meeting ${trials}`,
        (respond, options, replica) => createReplica(stores[replica], respond, options).world,
      );
      for (const action of history.actions) expect([action, await trial.take(action)]).toEqual([action, []]);
    });
    await fc.assert(property, cases(5));
  },
  TIMEOUT_MS,
);
