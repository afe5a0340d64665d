import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import type { RedisStore } from "../../../src/redis/redis-store.js";
import type { Page } from "../../../src/transcript/model.js";
import { textsOf, type WorldCall } from "../../support/cached-world.js";
import { evenTranscript, FakeSource, paragraphAt } from "../../support/fake-source.js";
import { openStore } from "../../support/redis/open-store.js";
import { type RedisServer, startRedis } from "../../support/redis/redis-server.js";
import {
  countPolls,
  createReplica,
  type Replica,
  type ReplicaOptions,
  until,
  written,
} from "../../support/replica-world.js";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const stores: RedisStore[] = [];
/** Ends reads that would never end. */
let ending: AbortController;
let source: FakeSource;
let respond: (call: WorldCall) => Promise<Page>;
beforeEach(async () => {
  await redis.flush();
  ending = new AbortController();
  source = new FakeSource(evenTranscript(5000));
  respond = (call) => source.getPage(call);
});
afterEach(() => {
  ending.abort(new Error("the test is over"));
  for (const store of stores.splice(0)) store.close();
});

/** Three replicas on one server, each with its own connection. */
async function startReplicas(options: ReplicaOptions = {}): Promise<readonly [Replica, Replica, Replica]> {
  const start = async () => {
    const store = await openStore(redis.url);
    stores.push(store);
    return createReplica(store, (call) => respond(call), options);
  };
  return [await start(), await start(), await start()];
}

const callsOf = (...replicas: readonly Replica[]) => replicas.map(({ world }) => world.calls.length);

test("a replica serves another replica's transcript without a call, whole and in windows", async () => {
  const [one, other] = await startReplicas();
  const whole = await one.world.reader().readWhole({ conferenceId: "c", unionId: null });
  await written(one, 3);
  const again = await other.world.reader().readWhole({ conferenceId: "c", unionId: null });
  expect(again.paragraphs.map(({ paragraph, token, rank }) => [paragraph.text, token, rank])).toEqual(
    whole.paragraphs.map(({ paragraph, token, rank }) => [paragraph.text, token, rank]),
  );
  expect(again.complete).toBe(true);
  expect(callsOf(one, other)).toEqual([3, 0]);
  expect(other.world.reads.map(({ outcome }) => outcome)).toEqual(["replica"]);
});

test("replicas that read a whole transcript at the same time share its calls", async () => {
  respond = async (call) => {
    await pause(60);
    return source.getPage(call);
  };
  const replicas = await startReplicas();
  const reads = replicas.flatMap((replica) => Array.from({ length: 10 }, () => replica.world.read({ last: 3 })));
  for (const slice of await Promise.all(reads))
    expect(textsOf(slice)).toEqual(["paragraph 4997", "paragraph 4998", "paragraph 4999"]);
  expect(source.calls).toHaveLength(3);
});

test("a replica continues where another one stopped", async () => {
  const [one, other] = await startReplicas();
  await one.world.read({ first: 10 });
  await written(one);
  await other.world.read({ last: 1 });
  await written(other, 2);
  expect(callsOf(one, other)).toEqual([1, 2]);
  expect(textsOf(await one.world.read({ last: 1 }))).toEqual(["paragraph 4999"]);
  expect(one.world.calls).toHaveLength(1);
});

test("a call that another replica made does not count against the operation's limit", async () => {
  const [one, other] = await startReplicas();
  source.transcript = evenTranscript(10);
  await one.world.read();
  await written(one);
  const reader = other.world.reader({ maxCalls: 1 });
  await reader.readWhole({ conferenceId: "c", unionId: null });
  await reader.readWhole({ conferenceId: "another", unionId: null });
  await expect(reader.readWhole({ conferenceId: "a third", unionId: null })).rejects.toMatchObject({
    code: "OPERATION_TOO_COSTLY",
  });
});

test("one replica's check of the end counts for all replicas", async () => {
  source.transcript = evenTranscript(10);
  const replicas = await startReplicas();
  const [one, other] = replicas;
  await one.world.read({ last: 1 });
  await written(one);
  await other.world.read({ last: 1 });
  for (const { world } of replicas) world.now += 5000;
  source.transcript = [...evenTranscript(10), paragraphAt(10_000, "new")];
  expect(textsOf(await one.world.read({ last: 1 }))).toEqual(["new"]);
  await written(one, 2);
  expect(textsOf(await other.world.read({ last: 1 }))).toEqual(["new"]);
  expect(callsOf(one, other)).toEqual([2, 0]);
});

test("a transcript that is too old is read again once for all replicas, and a forced reading counts for all", async () => {
  source.transcript = evenTranscript(10);
  const replicas = await startReplicas();
  const [one, other] = replicas;
  await one.world.read();
  await written(one);
  for (const { world } of replicas) world.now += 600_000;
  await other.world.read();
  await written(other);
  await one.world.read();
  expect(callsOf(one, other)).toEqual([1, 1]);
  await one.world.read({}, { wantsFresh: true });
  await written(one, 2);
  await other.world.read({}, { wantsFresh: true });
  expect(callsOf(one, other)).toEqual([2, 1]);
});

test("every value has a time to live, at most as long as it may be served", async () => {
  source.transcript = evenTranscript(10);
  const [one] = await startReplicas({ maxAgeMs: 60_000 });
  await one.world.read();
  await written(one);
  const keys = (await redis.command("KEYS", "*")).split("\n");
  expect(keys).toHaveLength(1);
  for (const key of keys) {
    const ttl = Number(await redis.command("PTTL", key));
    expect(ttl).toBeGreaterThan(50_000);
    expect(ttl).toBeLessThanOrEqual(60_000);
  }
});

test.each(["CLOUD_RECORD_NOT_FOUND", "FORBIDDEN"] as const)(
  "a refusal (%s) is repeated by all replicas for 5 s, and takes away what was shared",
  async (code) => {
    source.transcript = evenTranscript(10);
    const replicas = await startReplicas();
    const [one, other, third] = replicas;
    await one.world.read();
    await written(one);
    for (const { world } of replicas) world.now += 600_000;
    respond = async () => {
      throw new GatewayError(code, "refused", { requiredScopes: ["a scope"] });
    };
    await expect(one.world.read()).rejects.toMatchObject({ code });
    await until(async () => (await redis.command("KEYS", "*")).endsWith(":refusal"));
    await expect(other.world.read()).rejects.toMatchObject({ code, details: { requiredScopes: ["a scope"] } });
    expect(callsOf(...replicas)).toEqual([2, 0, 0]);
    other.world.now += 5000;
    await redis.flush();
    await expect(other.world.read()).rejects.toMatchObject({ code });
    await expect(third.world.read()).rejects.toMatchObject({ code });
    expect(callsOf(...replicas)).toEqual([2, 1, 0]);
  },
);

test("a failed call fails for the replicas that wait for it, and not for later ones", async () => {
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  respond = async () => {
    await goesOn;
    throw new GatewayError("UPSTREAM_UNAVAILABLE", "it is down");
  };
  const replicas = await startReplicas();
  const [one, other, third] = replicas;
  const first = one.world.read();
  await until(() => one.world.calls.length === 1);
  const polls = countPolls(stores[1]);
  const second = other.world.read();
  await until(() => polls() > 0);
  goOn();
  await expect(first).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  await expect(second).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE", message: "it is down" });
  respond = (call) => source.getPage(call);
  await third.world.read();
  expect(callsOf(...replicas)).toEqual([1, 0, 1]);
});

test("if the replica that makes the call dies, another one makes it after the lease has ended", async () => {
  respond = () => new Promise(() => {});
  const [dying, other] = await startReplicas();
  dying.world.read({}, { signal: ending.signal }).catch(() => undefined);
  await until(() => dying.world.calls.length === 1);
  stores[0]?.close();
  const [lease = ""] = (await redis.command("KEYS", "*:lease")).split("\n");
  expect(Number(await redis.command("PTTL", lease))).toBeLessThanOrEqual(1500);
  respond = (call) => source.getPage(call);
  expect(textsOf(await other.world.read({ first: 1 }))).toEqual(["paragraph 0"]);
});

test("a replica whose call takes longer than a lease keeps the lease", async () => {
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  respond = async (call) => {
    await goesOn;
    return source.getPage(call);
  };
  const replicas = await startReplicas();
  const [one, other] = replicas;
  const first = one.world.read({ first: 1 });
  await until(() => one.world.calls.length === 1);
  const second = other.world.read({ first: 1 });
  await pause(2500); // longer than a lease that is not renewed
  goOn();
  await Promise.all([first, second]);
  expect(callsOf(one, other)).toEqual([1, 0]);
});

test("a replica that lost its lease does not overwrite a newer entry", async () => {
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  source.transcript = [paragraphAt(0, "old")];
  const old = await source.getPage({
    conference: { conferenceId: "c", unionId: null },
    direction: "ascending",
    start: null,
    maxResults: 1,
  });
  respond = async () => {
    await goesOn;
    return old;
  };
  const replicas = await startReplicas();
  const [stalled, other, third] = replicas;
  const late = stalled.world.read();
  await until(() => stalled.world.calls.length === 1);
  await redis.command("DEL", (await redis.command("KEYS", "*:lease")).trim());
  source.transcript = [paragraphAt(0, "new")];
  respond = (call) => source.getPage(call);
  await other.world.read();
  await written(other);
  goOn();
  await late;
  await written(stalled);
  expect(stalled.heard).toEqual(["miss", "write: overtaken"]);
  expect(textsOf(await third.world.read())).toEqual(["new"]);
  expect(third.world.calls).toHaveLength(0);
});

test("a caller who leaves releases the lease at once", async () => {
  const call = Promise.withResolvers<Page>();
  respond = () => call.promise;
  const replicas = await startReplicas();
  const [one, other] = replicas;
  const leaving = new AbortController();
  const first = one.world.read({}, { signal: leaving.signal });
  await until(() => one.world.calls.length === 1);
  const polls = countPolls(stores[1]);
  const second = other.world.read();
  await until(() => polls() > 0);
  respond = (request) => source.getPage(request);
  first.catch(() => undefined); // it is looked at below
  leaving.abort(new Error("gone"));
  call.reject(new Error("aborted"));
  // If the lease had to expire by itself, this test would not end.
  const [lease = ""] = (await redis.command("KEYS", "*:lease")).split("\n");
  if (lease !== "") await redis.command("PEXPIRE", lease, "60000", "XX");
  await expect(first).rejects.toThrow("gone");
  await second;
});

test("a caller who waits for another replica keeps its own deadline", async () => {
  respond = () => new Promise(() => {});
  const replicas = await startReplicas();
  const [one, other] = replicas;
  one.world.read({}, { signal: ending.signal }).catch(() => undefined);
  await until(() => one.world.calls.length === 1);
  await expect(other.world.read({}, { remainingMs: () => 100 })).rejects.toMatchObject({ code: "UPSTREAM_TIMEOUT" });
});

test("another replica's expired copy is served while the upstream is down, if stale copies are allowed", async () => {
  source.transcript = evenTranscript(3);
  const replicas = await startReplicas({ staleIfErrorMs: 60_000, maxAgeMs: 600_000 });
  const [one, other] = replicas;
  await one.world.read();
  await written(one);
  other.world.now += 600_000;
  respond = async () => {
    throw new GatewayError("UPSTREAM_UNAVAILABLE", "it is down");
  };
  expect(textsOf(await other.world.read())).toHaveLength(3);
  expect(other.world.reads.map(({ outcome }) => outcome)).toEqual(["stale"]);
});
