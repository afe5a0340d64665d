import { expect, test } from "@jest/globals";
import { TokenQueue } from "../../../src/upstream/resilience/token-queue.js";

/** A queue with calls of these callers, and a function that takes the next calls and returns their callers. */
function queueOf(callers: string) {
  const queue = new TokenQueue();
  const add = (more: string) => {
    for (const caller of more) queue.add({ caller, start: () => {} });
  };
  const take = (now: number, count: number) =>
    Array.from({ length: count }, () => queue.take(now, () => true)?.caller ?? "-").join("");
  add(callers);
  return { queue, add, take };
}

test("callers take turns, and the one that started longest ago goes first", () => {
  const { take } = queueOf("aaabbc");
  expect(take(0, 7)).toBe("abcaba-");
});

test("a new caller goes before callers with a start in the last second", () => {
  const { add, take } = queueOf("aaaabbbb");
  expect(take(0, 3)).toBe("aba");
  add("cd");
  expect(take(10, 5)).toBe("cdbab");
});

test("a caller that has waited for a second is not overtaken by new callers", () => {
  const { add, take } = queueOf("aaa");
  expect(take(0, 1)).toBe("a");
  for (let at = 100; at < 1000; at += 100) {
    add(String(at / 100));
    expect(take(at, 1)).toBe(String(at / 100));
  }
  add("xy");
  expect(take(1000, 3)).toBe("xya");
  add("zb");
  expect(take(2000, 3)).toBe("zba");
});

test("a cancelled call leaves the others in their order", () => {
  const { queue, take } = queueOf("a");
  const given = { caller: "b", start: () => {} };
  queue.add(given);
  queue.add({ caller: "b", start: () => {} });
  expect(queue.waitingOf("b")).toBe(2);
  queue.remove(given);
  expect(take(0, 3)).toBe("ab-");
  expect(queue.isEmpty).toBe(true);
});
