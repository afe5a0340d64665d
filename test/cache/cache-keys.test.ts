import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CacheKeys } from "../../src/cache/cache-keys.js";
import { cases } from "../support/random-cases.js";

const keys = new CacheKeys("secret", "https://api.dingtalk.io");
const CONFERENCE = { conferenceId: "c", unionId: null };
const part = fc.oneof(fc.constantFrom("", "a", '","', "a,b", '"', "null"), fc.string({ maxLength: 5 }));
const triples = fc.tuple(part, fc.option(part), part);

test("two callers share a key if and only if identity, operator and conference are equal", () => {
  fc.assert(
    fc.property(triples, triples, (left, right) => {
      const keyOf = ([identity, operator, conference]: typeof left) =>
        keys.own(identity, { conferenceId: conference, unionId: operator }).id;
      expect(keyOf(left) === keyOf(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
    cases(2000),
  );
});

test("an owner's digest depends only on identity and operator", () => {
  const ownerOf = (identity: string, unionId: string | null, conferenceId = "c") =>
    keys.own(identity, { conferenceId, unionId }).owner;
  expect(ownerOf("i", "o")).toBe(ownerOf("i", "o", "d"));
  const marks = [
    ownerOf("i", "o"),
    ownerOf("i", null),
    ownerOf("i", "null"),
    ownerOf("j", "o"),
    keys.shared("i", CONFERENCE).owner,
    keys.shared("j", CONFERENCE).owner,
  ];
  expect(new Set(marks).size).toBe(marks.length);
});

test("a shared transcript's key depends on identity and conference, and differs from every operator's key", () => {
  const all = [
    keys.shared("i", CONFERENCE).id,
    keys.shared("j", CONFERENCE).id,
    keys.shared("i", { ...CONFERENCE, conferenceId: "d" }).id,
    keys.own("i", CONFERENCE).id,
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("another secret or another upstream gives other keys", () => {
  const all = [
    keys,
    new CacheKeys("other", "https://api.dingtalk.io"),
    new CacheKeys("secret", "https://api.dingtalk.com"),
  ];
  expect(new Set(all.map((each) => each.own("i", { conferenceId: "c", unionId: "o" }).id)).size).toBe(3);
});

test("a key reveals no part of its input", () => {
  const key = keys.own("identity-digest", { conferenceId: "conference-1", unionId: "operator-1" }).id;
  expect(key).toMatch(/^[\w-]{43}$/);
  for (const text of ["identity", "operator", "conference"]) {
    expect(key).not.toContain(text);
    expect(Buffer.from(key, "base64url").toString("latin1")).not.toContain(text);
  }
});
