import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { parseRedisUrl } from "../../../src/redis/redis-address.js";
import { connectTo } from "../../../src/redis/redis-connection.js";
import { RedisStore } from "../../../src/redis/redis-store.js";
import { textsOf } from "../../support/cached-world.js";
import { evenTranscript, FakeSource } from "../../support/fake-source.js";
import { listen } from "../../support/listen.js";
import { type RedisServer, startRedis } from "../../support/redis/redis-server.js";
import { createReplica, type Replica, type ReplicaOptions, until, written } from "../../support/replica-world.js";

/** The gateway's default: the time that Redis may add to an operation. */
const TIMEOUT_MS = 150;
/** The extra time of a very busy machine. Without a bound, these reads would never end. */
const SLACK_MS = 20_000;
/** So many operations in a row are not held up. */
const MAX_HELD_UP = 50;

let redis: RedisServer;
let source: FakeSource;
const closing: (() => void)[] = [];
beforeEach(async () => {
  redis = await startRedis();
  source = new FakeSource(evenTranscript(10));
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await redis.stop();
});

interface OnRedis extends Replica {
  readonly store: RedisStore;
  readonly outages: string[];
  /** The outcome of each command. */
  readonly commands: string[];
}

async function startReplica(url = redis.url, options: ReplicaOptions = {}): Promise<OnRedis> {
  const [outages, commands]: [string[], string[]] = [[], []];
  const store = new RedisStore({
    open: connectTo(parseRedisUrl(url), 300),
    keyPrefix: "p:",
    timeoutMs: TIMEOUT_MS,
    backOffMs: { first: 20, longest: 50 },
    observer: {
      onCommand: (failure) => commands.push(failure ?? "ok"),
      onRefusal: (reason) => outages.push(`refusal: ${reason}`),
      onOutage: (reason) => outages.push(reason),
      onOtherReason: () => undefined,
      onRecovery: () => outages.push("recovery"),
    },
  });
  closing.push(() => store.close());
  await store.start();
  return {
    ...createReplica(store, (call) => source.getPage(call), { waitMs: TIMEOUT_MS, ...options }),
    store,
    outages,
    commands,
  };
}

/** Reads a new meeting, and returns how long it took. */
async function readAnother({ world }: Replica, name: string): Promise<number> {
  const startedAt = performance.now();
  expect(textsOf(await world.read({ first: 2 }, {}, name))).toEqual(["paragraph 0", "paragraph 1"]);
  return performance.now() - startedAt;
}

test("Redis is down at the start: every response is right and waits for nothing; once Redis runs, it is used", async () => {
  await redis.kill();
  const replica = await startReplica();
  for (const name of ["a", "b", "c"]) expect(await readAnother(replica, name)).toBeLessThan(SLACK_MS);
  expect(replica.world.calls).toHaveLength(3);
  await redis.restart();
  await until(() => replica.store.isAvailable);
  await readAnother(replica, "d");
  await written(replica);
  expect(replica.outages).toEqual(["ECONNREFUSED", "recovery"]);
});

test("Redis is killed: reads continue, and its return is noticed", async () => {
  const replica = await startReplica();
  await readAnother(replica, "a");
  await written(replica);
  await redis.kill();
  for (const name of ["b", "c"]) expect(await readAnother(replica, name)).toBeLessThan(SLACK_MS);
  await redis.restart();
  await until(() => replica.store.isAvailable);
  await readAnother(replica, "d");
  await until(() => replica.heard.includes("write: stored"));
});

test("Redis hangs: parallel operations wait for one timeout, and later ones do not wait", async () => {
  const replica = await startReplica();
  redis.pause();
  const names = Array.from({ length: 20 }, (_, index) => `meeting ${index}`);
  const took = await Promise.all(names.map((name) => readAnother(replica, name)));
  expect(Math.max(...took)).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  expect(new Set(replica.commands)).toEqual(new Set(["timeout", "lost"]));
  replica.commands.splice(0);
  for (const name of ["a", "b", "c"]) await readAnother(replica, name);
  expect(replica.commands).not.toContain("timeout");
  redis.resume();
  await until(() => replica.store.isAvailable);
  expect(replica.outages[0]).toBe(`no reply within ${TIMEOUT_MS} ms`);
});

test("Redis hangs while another replica makes the call: the waiting replicas continue alone", async () => {
  const [one, other] = [await startReplica(), await startReplica()];
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  const getPage = source.getPage.bind(source);
  source.getPage = async (request) => {
    if (source.calls.length === 0) {
      source.calls.push(request);
      await goesOn;
    }
    return getPage(request);
  };
  const first = one.world.read({ first: 1 });
  await until(() => source.calls.length === 1);
  const second = other.world.read({ first: 1 });
  await pause(100);
  redis.pause();
  expect(textsOf(await second)).toEqual(["paragraph 0"]);
  goOn();
  expect(textsOf(await first)).toEqual(["paragraph 0"]);
});

test("Redis is full: existing entries are used, and each replica reads new transcripts itself", async () => {
  const [one, other] = [await startReplica(), await startReplica()];
  await readAnother(one, "a");
  await written(one);
  await redis.fill();
  await readAnother(other, "a");
  expect(other.world.calls).toHaveLength(0);
  for (const replica of [one, other]) await readAnother(replica, "b");
  expect([one.world.calls.length, other.world.calls.length]).toEqual([2, 1]);
  expect(one.outages).toEqual(["refusal: OOM"]);
  await redis.makeRoom();
  await readAnother(one, "c");
  await written(one, 2);
  expect(one.heard.at(-1)).toBe("write: stored");
});

test("Redis is flushed or evicts: a removed entry is a miss", async () => {
  const [one, other] = [await startReplica(), await startReplica()];
  await readAnother(one, "a");
  await written(one);
  await redis.flush();
  await readAnother(other, "a");
  expect([other.world.calls.length, other.heard[0]]).toEqual([1, "miss"]);
});

/** A proxy in front of the server that can be slow, or change replies. */
async function startProxy(onReply: (chunk: Buffer, socket: Socket) => void): Promise<string> {
  const { port } = parseRedisUrl(redis.url);
  const server = createServer((socket) => {
    const upstream = connect(port, "127.0.0.1");
    for (const end of [socket, upstream]) end.on("error", () => undefined);
    socket.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk: Buffer) => onReply(chunk, socket));
    upstream.on("close", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
  const { port: own } = await listen(server);
  closing.push(() => server.close());
  return `redis://127.0.0.1:${own}`;
}

test("Redis is slow, but every reply is in time: an operation waits for one timeout in total, and later ones do not wait", async () => {
  source = new FakeSource(evenTranscript(40), { pageLimit: () => 5 });
  const url = await startProxy((chunk, socket) => void setTimeout(() => socket.write(chunk), 70));
  const replica = await startReplica(url);
  // If this process is held up between two commands, an operation's time can be over without a slow command. Redis is
  // not to blame then, and the next operation waits again.
  for (let meeting = 0; replica.outages.length === 0; meeting += 1) {
    expect(meeting).toBeLessThan(MAX_HELD_UP);
    const startedAt = performance.now();
    const { paragraphs } = await replica.world.reader().readWhole({ conferenceId: `c${meeting}`, unionId: null });
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + SLACK_MS);
    expect(paragraphs).toHaveLength(40);
  }
  // On a busy machine, even a single reply can be too late.
  expect(["too slow", `no reply within ${TIMEOUT_MS} ms`]).toContain(replica.outages[0]);
});

test.each([
  ["no protocol at all", "what is this?\r\n"],
  ["a reply too many", "+OK\r\n+OK\r\n"],
  ["a reply of another kind", ":42\r\n"],
  ["an error that nobody knows", "-HORROR of horrors\r\n"],
  ["a list of nothing", "*3\r\n$-1\r\n$-1\r\n$-1\r\n"],
  ["half a reply", "$100\r\nhalf"],
])("Redis contains garbage (%s): every response is right", async (_name, garbage) => {
  let lies = false;
  const url = await startProxy((chunk, socket) => void socket.write(lies ? garbage : chunk));
  const replica = await startReplica(url);
  lies = true;
  for (const name of ["a", "b", "c"]) expect(await readAnother(replica, name)).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  expect(replica.world.calls).toHaveLength(3);
});

test("Redis accepts connections, but no login: the reason of the outage says how long it had", async () => {
  const replica = await startReplica(`${await startProxy(() => undefined)}/1`);
  expect([replica.store.isAvailable, replica.outages]).toEqual([false, ["not ready within 300 ms"]]);
});

test("replies that are shifted by one never show another meeting", async () => {
  let held: Buffer | null = null;
  let lags = false;
  const url = await startProxy((chunk, socket) => {
    const late = lags ? held : chunk;
    held = chunk;
    if (late !== null) socket.write(late);
  });
  const one = await startReplica();
  source = new FakeSource(evenTranscript(10));
  await readAnother(one, "a");
  await written(one);
  const lagging = await startReplica(url);
  lags = true;
  const responses = await Promise.all(["a", "b", "a", "c"].map((name) => lagging.world.read({ first: 1 }, {}, name)));
  expect(responses.map(textsOf)).toEqual(responses.map(() => ["paragraph 0"]));
});

/** The one key that a test has written. */
const onlyKey = async () => (await redis.command("KEYS", "*:transcript")).trim();

test("unusable values are counted as misses: garbage, another type, another version, a moved value, another owner's value", async () => {
  const one = await startReplica();
  await readAnother(one, "a");
  await written(one);
  const key = await onlyKey();
  await redis.command("COPY", key, "kept");

  const foundBroken = async (reasons: readonly string[]) => {
    const replica = await startReplica();
    await readAnother(replica, "a");
    expect(replica.world.calls).toHaveLength(1);
    expect(replica.heard.slice(0, reasons.length)).toEqual(reasons);
    await written(replica);
    expect(replica.heard.at(-1)).toBe("write: stored");
  };
  await redis.command("SET", key, "garbage");
  await foundBroken(["reason: version", "broken"]);
  await redis.command("DEL", key);
  await redis.command("LPUSH", key, "a list");
  await foundBroken(["miss"]);
  await redis.command("SETRANGE", key, "16", "\u0002");
  await foundBroken(["reason: version", "broken"]);
  await redis.command("SETRANGE", key, "0", "9999999999999999");
  await foundBroken(["reason: seal", "broken"]);

  await redis.flush();
  const [mine, theirs] = [await startReplica(), await startReplica()];
  await mine.world.read({}, { identity: "me" }, "a");
  await written(mine);
  const ownKey = await onlyKey();
  source = new FakeSource(evenTranscript(3));
  await theirs.world.read({}, { identity: "they" }, "a");
  await written(theirs);
  const theirKey = (await redis.command("KEYS", "*:transcript")).split("\n").find((each) => each !== ownKey) ?? "";
  await redis.command("COPY", ownKey, theirKey, "REPLACE");
  const fourth = await startReplica();
  expect(textsOf(await fourth.world.read({}, { identity: "they" }, "a"))).toHaveLength(3);
  expect(fourth.heard.slice(0, 2)).toEqual(["reason: seal", "broken"]);
});

test("while CACHE_SECRET is replaced, replicas with either list read each other's values", async () => {
  const [old, both, next] = [["old secret"], ["new secret", "old secret"], ["new secret"]];
  const before = await startReplica(redis.url, { secrets: old ?? [] });
  await readAnother(before, "a");
  await written(before);
  const during = await startReplica(redis.url, { secrets: both ?? [] });
  await readAnother(during, "a");
  await readAnother(during, "b");
  await written(during);
  expect(during.world.calls).toHaveLength(1);
  const after = await startReplica(redis.url, { secrets: next ?? [] });
  await readAnother(after, "b");
  await readAnother(after, "a");
  expect(after.world.calls).toHaveLength(1);
});

test("without the identity's own secret, the gateway's secret opens no value", async () => {
  const one = await startReplica();
  await readAnother(one, "a");
  await written(one);
  const thief = await startReplica(redis.url, { secretOf: () => "a guess" });
  await readAnother(thief, "a");
  expect([thief.heard.slice(0, 2), thief.world.calls.length]).toEqual([["reason: seal", "broken"], 1]);
});
