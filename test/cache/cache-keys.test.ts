import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CacheKeys } from "../../src/cache/cache-keys.js";

const keys = new CacheKeys("secret", "https://api.dingtalk.io");
const part = fc.oneof(fc.constantFrom("", "a", '","', "a,b", '"', "null"), fc.string({ maxLength: 5 }));
const triples = fc.tuple(part, fc.option(part), part);

test("two callers share a key if and only if identity, operator and conference are equal", () => {
  fc.assert(
    fc.property(triples, triples, (left, right) => {
      const keyOf = ([identity, operator, conference]: typeof left) =>
        keys.transcript({ identity, operator }, conference);
      expect(keyOf(left) === keyOf(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
    { numRuns: 2000 },
  );
});

test("an owner's digest depends only on identity and operator", () => {
  expect(keys.owner({ identity: "i", operator: "o" })).toBe(keys.owner({ identity: "i", operator: "o" }));
  const marks = [
    keys.owner({ identity: "i", operator: "o" }),
    keys.owner({ identity: "i", operator: null }),
    keys.owner({ identity: "i", operator: "null" }),
    keys.owner({ identity: "j", operator: "o" }),
    keys.sharedOwner("i"),
    keys.sharedOwner("j"),
  ];
  expect(new Set(marks).size).toBe(marks.length);
});

test("a shared transcript's key depends on identity and conference, and differs from every operator's key", () => {
  const all = [
    keys.sharedTranscript("i", "c"),
    keys.sharedTranscript("j", "c"),
    keys.sharedTranscript("i", "d"),
    keys.transcript({ identity: "i", operator: null }, "c"),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("another secret or another upstream gives other keys", () => {
  const owner = { identity: "i", operator: "o" };
  const all = [
    keys,
    new CacheKeys("other", "https://api.dingtalk.io"),
    new CacheKeys("secret", "https://api.dingtalk.com"),
  ];
  expect(new Set(all.map((each) => each.transcript(owner, "c"))).size).toBe(3);
});

test("a key reveals no part of its input", () => {
  const key = keys.transcript({ identity: "identity-digest", operator: "operator-1" }, "conference-1");
  expect(key).toMatch(/^[\w-]{43}$/);
  for (const text of ["identity", "operator", "conference"]) {
    expect(key).not.toContain(text);
    expect(Buffer.from(key, "base64url").toString("latin1")).not.toContain(text);
  }
});
