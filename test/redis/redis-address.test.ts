import { expect, test } from "@jest/globals";
import { parseRedisUrl, serverNameOf } from "../../src/redis/redis-address.js";

test.each([
  ["redis://redis", { host: "redis", port: 6379, tls: false, username: null, password: null, database: 0 }],
  [
    "rediss://gate:p%40ss@redis.example:6380/3",
    { host: "redis.example", port: 6380, tls: true, username: "gate", password: "p@ss", database: 3 },
  ],
  ["redis://:pass@[::1]:1", { host: "::1", port: 1, tls: false, username: null, password: "pass", database: 0 }],
])("%s is parsed", (url, address) => {
  expect(parseRedisUrl(url)).toEqual(address);
});

test.each(["http://redis", "redis://", "redis", "redis://host/name", "redis://host?db=1", "redis://user:1#2@host", ""])(
  "%j is refused, without a word of it in the message",
  (url) => {
    expect(() => parseRedisUrl(url)).toThrow(
      new TypeError("must be redis://user:password@host:port/database, or rediss:// for TLS"),
    );
  },
);

test("TLS requests a certificate by host name, and by no name for an IP address", () => {
  expect(serverNameOf(parseRedisUrl("rediss://redis.example"))).toBe("redis.example");
  for (const url of ["rediss://127.0.0.1", "rediss://[::1]"]) expect(serverNameOf(parseRedisUrl(url))).toBeUndefined();
});
