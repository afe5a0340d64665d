import { expect, test } from "@jest/globals";
import { AppSecret } from "../../src/auth/app-secret.js";
import { TestClock } from "../support/clock.js";

/** An app's secret. Each read gives the next of `texts`; null is a file that cannot be read. */
function setUp(...texts: (string | null)[]) {
  const clock = new TestClock();
  let reads = 0;
  const read = async () => {
    const text = texts[reads];
    reads += 1;
    if (text === undefined || text === null) throw new Error("the secret cannot be read");
    return text;
  };
  const secret = new AppSecret(read, clock);
  return { clock, key: async () => (await secret.deriveKey("salt", "test")).toString("hex"), reads: () => reads };
}

test("the secret is read again after 30 s, and a changed one gives another key", async () => {
  const { clock, key, reads } = setUp("first", "second");
  const before = await key();
  await clock.advance(29_999);
  expect(await key()).toBe(before);
  expect(reads()).toBe(1);
  await clock.advance(1);
  expect(await key()).not.toBe(before);
  expect(reads()).toBe(2);
});

test("while the secret cannot be read, the last one counts", async () => {
  const { clock, key, reads } = setUp("first", null, null, "second");
  const before = await key();
  for (const count of [2, 3]) {
    await clock.advance(30_000);
    expect({ key: await key(), reads: reads() }).toEqual({ key: before, reads: count });
  }
  await clock.advance(30_000);
  expect(await key()).not.toBe(before);
});

test("a read that failed is not remembered", async () => {
  const { key } = setUp(null, "secret");
  await expect(key()).rejects.toThrow("the secret cannot be read");
  await expect(key()).resolves.toMatch(/^[0-9a-f]{64}$/);
});
