import { expect, test } from "@jest/globals";
import type { JSONWebKeySet } from "jose";
import { KeySet } from "../../src/auth/key-set.js";
import { TestClock } from "../support/clock.js";
import { createKey } from "./jwt-factory.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const first: JSONWebKeySet = { keys: [createKey("k1").jwk] };
const second: JSONWebKeySet = { keys: [createKey("k2").jwk] };

/** A key set. `published` may change; `fetchedAt` has the second of each fetch. */
function setUp(published: () => Promise<JSONWebKeySet>) {
  const clock = new TestClock();
  const world = { published, fetchedAt: [] as number[] };
  const keys = new KeySet({
    clock,
    fetchKeys: () => {
      world.fetchedAt.push(clock.elapsed() / 1000);
      return world.published();
    },
    onFetch: () => undefined,
  });
  return { clock, world, keys };
}

const fails = () => Promise.reject<JSONWebKeySet>(new Error("no network"));

test("who needs keys during the very first fetch waits for it", async () => {
  const gate = Promise.withResolvers<JSONWebKeySet>();
  const { keys } = setUp(() => gate.promise);
  const started = keys.start();
  const got = keys.get();
  gate.resolve(first);
  expect(await got).toEqual(first);
  await started;
});

test("keys are fetched every ten minutes, until the set is closed", async () => {
  const { clock, world, keys } = setUp(async () => first);
  await keys.start();
  await clock.advance(25 * MINUTE_MS);
  expect(world.fetchedAt).toEqual([0, 600, 1200]);
  keys.close();
  await clock.advance(HOUR_MS);
  expect(world.fetchedAt).toEqual([0, 600, 1200]);
});

test("without keys, failed fetches are repeated after 1 s, and then after up to 30 s", async () => {
  const { clock, world, keys } = setUp(fails);
  await keys.start();
  await clock.advance(100_000);
  expect(world.fetchedAt).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
});

test("with keys, failed fetches are repeated after 30 s, and then after up to ten minutes", async () => {
  const { clock, world, keys } = setUp(async () => first);
  await keys.start();
  world.published = fails;
  await clock.advance(HOUR_MS - 1);
  expect(world.fetchedAt).toEqual([0, 600, 630, 690, 810, 1050, 1530, 2130, 2730, 3330]);
});

test("a success ends the growth of the pauses", async () => {
  const { clock, world, keys } = setUp(fails);
  await keys.start();
  await clock.advance(2000);
  world.published = async () => first;
  await clock.advance(1000);
  world.published = fails;
  await clock.advance(640_000);
  expect(world.fetchedAt).toEqual([0, 1, 3, 603, 633]);
});

test("keys are trusted until 25 hours after the last fetch that succeeded", async () => {
  const { clock, world, keys } = setUp(async () => first);
  await keys.start();
  world.published = fails;
  await clock.advance(25 * HOUR_MS - 1);
  expect(await keys.get()).toEqual(first);
  await clock.advance(1);
  expect(await keys.get()).toBeNull();
});

test("keys that were replaced in the background are newer, without another fetch", async () => {
  const { clock, world, keys } = setUp(async () => first);
  await keys.start();
  const known = await keys.get();
  if (known === null) throw new Error("the set has no keys");
  world.published = async () => second;
  await clock.advance(11 * MINUTE_MS);
  expect(await keys.newerThan(known)).toEqual(second);
  expect(world.fetchedAt).toEqual([0, 600]);
});

test("equal keys of a later fetch are not newer; that fetch waits 30 s, and the next comes ten minutes after it", async () => {
  const { clock, world, keys } = setUp(async () => structuredClone(first));
  await keys.start();
  const known = await keys.get();
  if (known === null) throw new Error("the set has no keys");
  await clock.advance(29_999);
  expect(await keys.newerThan(known)).toBeNull();
  expect(world.fetchedAt).toEqual([0]);
  await clock.advance(1);
  expect(await keys.newerThan(known)).toBeNull();
  expect(await keys.get()).toBe(known);
  await clock.advance(700_000);
  expect(world.fetchedAt).toEqual([0, 30, 630]);
});
