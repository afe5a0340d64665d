import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { type RedisServer, startRedis } from "./redis-server.js";

let redis: RedisServer;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(() => redis.stop());

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(redis.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
}

test("a server begins empty, and a dump contains every key and value", async () => {
  expect(await redis.command("DBSIZE")).toBe("0");
  await redis.command("SET", "a key", "a value ".repeat(100));
  await redis.command("ZADD", "a set", "1", "a member");
  const dump = await redis.dump();
  for (const text of ["a key", "a value ".repeat(100), "a set", "a member"]) expect(dump.includes(text)).toBe(true);
  await redis.flush();
  expect((await redis.dump()).includes("a key")).toBe(false);
});

test("a killed server refuses connections, and restarts empty at the same address", async () => {
  const { url } = redis;
  await redis.command("SET", "key", "value");
  await redis.kill();
  await expect(open()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(redis.pid).toBe(0);
  await redis.restart();
  expect(redis.url).toBe(url);
  expect(await redis.command("EXISTS", "key")).toBe("0");
});

test("a suspended server replies after it is resumed", async () => {
  const socket = await open();
  redis.pause();
  socket.write("PING\r\n");
  let replies = 0;
  socket.on("data", () => (replies += 1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(replies).toBe(0);
  redis.resume();
  await once(socket, "data");
  socket.destroy();
});

test("a full server refuses writes and evicts nothing, until it has room again", async () => {
  await redis.command("SET", "key", "value");
  await redis.fill();
  await expect(redis.command("SET", "other", "value")).rejects.toThrow("OOM");
  expect(await redis.command("GET", "key")).toBe("value");
  await redis.makeRoom();
  expect(await redis.command("SET", "other", "value")).toBe("OK");
});

test("a server that evicts accepts every write, and removes the least recently used keys until it has room", async () => {
  const write = async (name: string) => redis.command("SET", name, "value ".repeat(2000));
  for (let count = 0; count < 100; count += 1) await write(`old ${count}`);
  await redis.evict();
  for (let count = 0; count < 50; count += 1) expect(await write(`new ${count}`)).toBe("OK");
  expect(Number(await redis.command("DBSIZE"))).toBeLessThan(120);
  expect(await redis.command("EXISTS", "new 49")).toBe("1");
  await redis.makeRoom();
  const before = Number(await redis.command("DBSIZE"));
  for (let count = 50; count < 100; count += 1) await write(`new ${count}`);
  expect(await redis.command("DBSIZE")).toBe(String(before + 50));
});
