import { expect, test } from "@jest/globals";
import { ConfigError, parseConfig } from "../../src/config/parse-config.js";

const parse = (env: Record<string, string>) => parseConfig(env);

const readFile = () => "rediss://gate:word@redis:6380\n";

test("by default there is no Redis", () => {
  expect(parse({}).redis).toEqual({ address: null, required: false, keyPrefix: "minutes-graph:", timeoutMs: 150 });
});

test("the address is a secret, since it holds a password, and may come from a file", () => {
  const config = parseConfig({ REDIS_URL_FILE: "/run/redis", CACHE_SECRET: "x".repeat(32) }, { readFile });
  expect(config.redis.address).toMatchObject({
    host: "redis",
    port: 6380,
    tls: true,
    username: "gate",
    password: "word",
  });
  expect(config.changed).toMatchObject({ REDIS_URL: "(secret)" });
});

test.each([
  [{ REDIS_URL: "redis://redis" }, "CACHE_SECRET: must be set when REDIS_URL is, the same on every replica"],
  [{ REDIS_REQUIRED: "true" }, "REDIS_URL: must be set when REDIS_REQUIRED is true"],
  [
    { REDIS_URL: "http://word@redis", CACHE_SECRET: "x".repeat(32) },
    "REDIS_URL: must be redis://user:password@host:port/database, or rediss:// for TLS; in its name and password, write %, /, # and ? as %25, %2F, %23 and %3F",
  ],
  [
    { CACHE_SECRET: "short" },
    "CACHE_SECRET: must be secrets of 32 characters or more without spaces, separated by commas",
  ],
])("%j is refused", (env, fault) => {
  expect(() => parse(env)).toThrow(new ConfigError(fault));
});

test("a Redis for the limits alone is fine where nothing is cached", () => {
  const env = { REDIS_URL: "redis://redis", CACHE: "none", CACHE_SECRET: "x".repeat(32) };
  expect(parse(env).redis.address).toMatchObject({ host: "redis", tls: false });
});

test("a password that travels without TLS to another host is warned about in production", () => {
  const production = {
    NODE_ENV: "production",
    DINGTALK_BASE_URL: "https://api.dingtalk.com",
    ROUTER_SECRET: "s",
    CACHE_SECRET: "x".repeat(32),
  };
  const warningsOf = (url: string) => parse({ ...production, REDIS_URL: url }).warnings;
  expect(warningsOf("redis://:word@redis")).toEqual([
    "REDIS_URL: redis:// sends its password without TLS to another host; use rediss://",
  ]);
  for (const url of ["rediss://:word@redis", "redis://redis", "redis://:word@127.0.0.1", "redis://:word@[::1]:1"])
    expect(warningsOf(url)).toEqual([]);
});

test("the variables that Kubernetes sets for a service called redis are no misspellings", () => {
  const env = { REDIS_SERVICE_HOST: "10.0.0.1", REDIS_PORT: "tcp://10.0.0.1:6379", REDIS_PORT_6379_TCP_PROTO: "tcp" };
  expect(parse(env).warnings).toEqual([]);
});
