import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { luaScript } from "../../src/redis/shared-store.js";
import type { OpenConnection } from "../../src/redis/redis-connection.js";
import { RedisStore } from "../../src/redis/redis-store.js";
import { StoreUnavailable } from "../../src/redis/shared-store.js";
import { ErrorReply } from "@redis/client";

const TIMEOUT_MS = 40;

/** A server whose replies the test chooses. It records the commands. */
class ScriptedServer {
  readonly sent: string[] = [];
  connections = 0;
  destroyed = 0;
  isThere = true;
  /** The code of the error while it is not there. */
  refusal = "ECONNREFUSED";
  reply: (args: readonly (string | Buffer)[]) => Promise<unknown> = async () => "OK";
  /** The reply to the first command of a connection. */
  replyToProbe: () => Promise<unknown> = async () => 0;
  lose: (error: unknown) => void = () => {};

  readonly open: OpenConnection = async (onLost) => {
    if (!this.isThere) throw Object.assign(new Error("connect"), { code: this.refusal });
    this.connections += 1;
    const cut = Promise.withResolvers<never>();
    cut.promise.catch(() => undefined);
    let isCut = false;
    this.lose = (error) => {
      cut.reject(error);
      onLost(error);
    };
    return {
      send: async (args) => {
        if (args[1] === "p:probe") return this.replyToProbe();
        if (isCut) throw new Error("sent to a connection that was cut");
        this.sent.push(args.map(String).join(" "));
        return Promise.race([this.reply(args), cut.promise]);
      },
      destroy: () => {
        if (isCut) return;
        isCut = true;
        this.destroyed += 1;
        cut.reject(new Error("cut"));
      },
    };
  };
}

const stores: RedisStore[] = [];
afterEach(() => stores.splice(0).forEach((store) => store.close()));

async function createStore(server: ScriptedServer) {
  const heard: string[] = [];
  const store = new RedisStore({
    open: server.open,
    keyPrefix: "p:",
    timeoutMs: TIMEOUT_MS,
    backOffMs: { first: 10, longest: 20 },
    observer: {
      onCommand: (failure) => heard.push(failure ?? "ok"),
      onRefusal: (reason) => heard.push(`refusal ${reason}`),
      onOutage: (reason) => heard.push(`outage: ${reason}`),
      onOtherReason: (reason) => heard.push(`other reason: ${reason}`),
      onRecovery: () => heard.push("recovery"),
    },
  });
  stores.push(store);
  await store.start();
  return { store, heard };
}

async function until(holds: () => boolean): Promise<void> {
  for (let waits = 0; !holds(); waits += 1) {
    if (waits > 400) throw new Error("it never held");
    await pause(5);
  }
}

test("keys have the prefix, values keep their bytes, and every value has a time to live", async () => {
  const server = new ScriptedServer();
  const { store } = await createStore(server);
  const bytes = Buffer.from([0, 255, 13, 10]);
  server.reply = async (args) => (args[0] === "GET" ? bytes : "OK");
  await store.set("key", "value", 1234.2);
  expect(await store.get("key")).toEqual(bytes);
  await store.delete("key");
  expect(server.sent).toEqual(["SET p:key value PX 1235", "GET p:key", "DEL p:key"]);
});

test("a script is sent by its digest, and as text if the server does not know it", async () => {
  const server = new ScriptedServer();
  const { store } = await createStore(server);
  const script = luaScript("return 1");
  server.reply = async (args) => {
    if (args[0] === "EVALSHA") throw new ErrorReply("NOSCRIPT No matching script.");
    return 1;
  };
  expect(await store.run(script, ["a", "b"], [1, "x"])).toBe(1);
  expect(server.sent).toEqual([
    "EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 2 p:a p:b 1 x",
    "EVAL return 1 2 p:a p:b 1 x",
  ]);
});

test("a missing reply costs one timeout: then the connection is closed, and no operation waits", async () => {
  const server = new ScriptedServer();
  const { store, heard } = await createStore(server);
  server.reply = () => new Promise(() => {});
  server.isThere = false;
  const startedAt = performance.now();
  await expect(store.get("a")).rejects.toMatchObject({ failure: "timeout" });
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThanOrEqual(TIMEOUT_MS - 2);
  expect(server.destroyed).toBe(1);
  for (let more = 0; more < 100; more += 1)
    await expect(store.get("b")).rejects.toMatchObject({ failure: "unavailable" });
  expect(server.sent).toEqual(["GET p:a"]);
  expect(heard.filter((line) => line.startsWith("outage"))).toEqual([`outage: no reply within ${TIMEOUT_MS} ms`]);
});

test("closing a connection fails all its operations in flight", async () => {
  const server = new ScriptedServer();
  const { store } = await createStore(server);
  server.reply = () => new Promise(() => {});
  const operations = ["a", "b", "c"].map((key) => store.get(key));
  server.lose(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
  for (const operation of operations) await expect(operation).rejects.toMatchObject({ failure: "lost" });
});

test("a late reply reaches no operation, because later ones use another connection", async () => {
  const server = new ScriptedServer();
  const { store } = await createStore(server);
  const late = Promise.withResolvers<unknown>();
  server.reply = () => late.promise;
  await expect(store.get("secret")).rejects.toBeInstanceOf(StoreUnavailable);
  await until(() => store.isAvailable);
  server.reply = async () => Buffer.from("mine");
  const mine = store.get("mine");
  late.resolve(Buffer.from("someone else's"));
  expect(String(await mine)).toBe("mine");
  expect(server.connections).toBe(2);
});

test("a reply that arrived while the process was busy for longer than the timeout is in time", async () => {
  const server = new ScriptedServer();
  const { store } = await createStore(server);
  server.reply = () => new Promise((resolve) => setImmediate(() => resolve(Buffer.from("there"))));
  const value = store.get("a");
  const busyUntil = performance.now() + 3 * TIMEOUT_MS;
  while (performance.now() < busyUntil);
  expect(String(await value)).toBe("there");
});

test("a command that was written only after the process had been busy gets time for its reply", async () => {
  const server = new ScriptedServer();
  const { store, heard } = await createStore(server);
  server.reply = () =>
    new Promise((resolve) => {
      setImmediate(() => setTimeout(() => resolve(Buffer.from("there")), TIMEOUT_MS / 5));
    });
  const value = store.get("a");
  const busyUntil = performance.now() + 3 * TIMEOUT_MS;
  while (performance.now() < busyUntil);
  expect(String(await value)).toBe("there");
  expect(heard).toEqual(["ok"]);
});

test("a store that is down at the start is tried in the background, and one outage is reported once", async () => {
  const server = new ScriptedServer();
  server.isThere = false;
  const { store, heard } = await createStore(server);
  expect([store.isAvailable, store.hasConnected]).toEqual([false, false]);
  await pause(50);
  expect(heard).toEqual(["outage: ECONNREFUSED"]);
  server.isThere = true;
  await until(() => store.isAvailable);
  expect(heard).toEqual(["outage: ECONNREFUSED", "recovery"]);
  expect(store.hasConnected).toBe(true);
});

test("a refused command does not affect other commands", async () => {
  const server = new ScriptedServer();
  const { store, heard } = await createStore(server);
  server.reply = async (args) => {
    if (args[0] === "SET") throw new ErrorReply("OOM command not allowed when used memory > 'maxmemory'.");
    return Buffer.from("value");
  };
  await expect(store.set("a", "b", 1)).rejects.toMatchObject({ failure: "refused" });
  expect(String(await store.get("a"))).toBe("value");
  expect(heard).toEqual(["refusal OOM", "refused", "ok"]);
  expect(server.destroyed).toBe(0);
});

test.each(["LOADING", "READONLY", "NOAUTH"])("a server that replies %s is down", async (code) => {
  const server = new ScriptedServer();
  const { store, heard } = await createStore(server);
  server.reply = async () => {
    throw new ErrorReply(`${code} whatever it says`);
  };
  await expect(store.get("a")).rejects.toMatchObject({ failure: "lost" });
  expect(heard).toEqual([`outage: ${code}`, "lost"]);
  expect(server.destroyed).toBe(1);
});

test("a closed store does not reconnect", async () => {
  const server = new ScriptedServer();
  const { store } = await createStore(server);
  store.close();
  await expect(store.get("a")).rejects.toMatchObject({ failure: "unavailable" });
  await pause(50);
  expect([server.connections, server.destroyed]).toEqual([1, 1]);
});

test("a server that has become read-only stays down until it can be written to", async () => {
  const server = new ScriptedServer();
  const { store, heard } = await createStore(server);
  server.reply = () => Promise.reject(new ErrorReply("READONLY You can't write against a read only replica."));
  server.replyToProbe = () => server.reply([]);
  await expect(store.set("a", "b", 1)).rejects.toMatchObject({ failure: "lost" });
  await until(() => server.connections > 3);
  expect([store.isAvailable, heard]).toEqual([false, ["outage: READONLY", "lost"]]);
  server.replyToProbe = async () => 0;
  await until(() => store.isAvailable);
  expect(heard.at(-1)).toBe("recovery");
});

test("a server that refuses the first command of a connection, but replies, is not down", async () => {
  const server = new ScriptedServer();
  server.replyToProbe = async () => {
    throw new ErrorReply("NOPERM User gate has no permissions to run the 'del' command");
  };
  const { store, heard } = await createStore(server);
  expect([store.isAvailable, heard]).toEqual([true, []]);
});

test("an outage that continues for other reasons reports each of them once", async () => {
  const server = new ScriptedServer();
  const { heard } = await createStore(server);
  server.isThere = false;
  server.lose(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
  await until(() => heard.length === 2);
  server.refusal = "NOAUTH";
  await until(() => heard.length === 3);
  server.refusal = "ECONNREFUSED";
  await pause(50);
  server.isThere = true;
  await until(() => heard.length > 3);
  const reasons = ["outage: ECONNRESET", "other reason: ECONNREFUSED", "other reason: NOAUTH"];
  expect(heard).toEqual([...reasons, "recovery"]);
});
