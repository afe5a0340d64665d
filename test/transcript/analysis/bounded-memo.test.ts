import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { BoundedMemo } from "../../../src/transcript/analysis/bounded-memo.js";

const [first, second, third, fourth] = [{ name: "1" }, { name: "2" }, { name: "3" }, { name: "4" }];
const keys = [first, second, third, fourth];

test("a new value replaces the earlier value of its object", () => {
  const memo = new BoundedMemo<object, string>(100);
  expect(memo.get(first)).toBeNull();
  memo.set(first, "one", 10);
  memo.set(first, "two", 20);
  expect([memo.get(first), memo.get(second), memo.bytes]).toEqual(["two", null, 20]);
});

test("all values together take at most the maximum, and the least recently used are forgotten first", () => {
  const memo = new BoundedMemo<object, number>(30);
  for (const [index, key] of [first, second, third].entries()) memo.set(key, index, 10);
  memo.get(first);
  memo.set(fourth, 3, 10);
  expect(keys.map((key) => memo.get(key))).toEqual([0, null, 2, 3]);
  memo.set(second, 1, 25);
  expect([keys.map((key) => memo.get(key)), memo.bytes]).toEqual([[null, 1, null, null], 25]);
});

test("a value larger than the maximum is not remembered, and the earlier value is forgotten", () => {
  const memo = new BoundedMemo<object, string>(10);
  memo.set(first, "small", 1);
  memo.set(first, "large", 11);
  expect([memo.get(first), memo.bytes]).toEqual([null, 0]);
});

test("a value neither outlives its object nor keeps it in memory", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const memo = new BoundedMemo<object, { owner: object }>(1000);
  const remember = (): WeakRef<object> => {
    const owner = { name: "owner" };
    memo.set(owner, { owner }, 100);
    return new WeakRef(owner);
  };
  const owner = remember();
  for (let turn = 0; turn < 50 && (memo.bytes > 0 || owner.deref() !== undefined); turn += 1) {
    await nextTurn();
    collect();
  }
  expect([owner.deref(), memo.bytes]).toEqual([undefined, 0]);
});
