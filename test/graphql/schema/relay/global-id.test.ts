import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { AppSecret } from "../../../../src/auth/app-secret.js";
import { AppToken } from "../../../../src/auth/app-token.js";
import { PassThroughCredentials } from "../../../../src/auth/pass-through.js";
import { SignedInCredentials } from "../../../../src/auth/signed-in-credentials.js";
import { OperatorPolicy } from "../../../../src/graphql/schema/relay/operator-policy.js";
import {
  conferenceGlobalId,
  haveSameIds,
  openConference,
  paragraphGlobalId,
  parseGlobalId,
} from "../../../../src/graphql/schema/relay/global-id.js";
import { OperatorSeal } from "../../../../src/graphql/schema/relay/operator-seal.js";
import type { ConferenceKey } from "../../../../src/transcript/model.js";
import { REAL_CLOCK } from "../../../../src/auth/clock.js";
import { cases } from "../../../support/random-cases.js";

const SECRET = "a secret of thirty-two characters.";
const ignore = () => undefined;

const token = new AppToken({
  fetchToken: () => Promise.reject(new Error("unused")),
  markSecret: async () => "secret",
  clock: REAL_CLOCK,
  onFetch: ignore,
});

const secret = new AppSecret(() => Promise.reject(new Error("unused")), REAL_CLOCK);

/** A request in pass-through: without a secret unless one is given. */
const passThrough = (secrets: readonly string[] | null = null, operator: string | null = null) =>
  new OperatorPolicy(
    new PassThroughCredentials("demo", operator),
    secrets === null ? null : new OperatorSeal(secrets),
    ignore,
  );

/** A request of a person who has signed in. */
const signedIn = (operator: string, secrets: readonly string[] = [SECRET]) =>
  new OperatorPolicy(new SignedInCredentials("app", operator, token, secret), new OperatorSeal(secrets), ignore);

const idsOf = (conference: ConferenceKey, operatorPolicy: OperatorPolicy) => {
  const opened = openConference(conference, operatorPolicy);
  return [conferenceGlobalId(opened), paragraphGlobalId(opened, NAME)];
};

const NAME = { startTime: 7940, fingerprint: "aaaaaaaaaaa" };
const SOMEBODY = { conferenceId: "demo", unionId: "demo-union-chen" };

const keys = fc.record({
  conferenceId: fc.string({ unit: "binary", maxLength: 128, size: "max" }),
  unionId: fc.option(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60, size: "max" })),
});
const names = fc.record({ startTime: fc.maxSafeNat(), fingerprint: fc.stringMatching(/^[\w-]{11}$/) });

test.each([
  ["without a secret", () => passThrough()],
  ["with a secret", () => passThrough([SECRET])],
  ["of somebody who signed in", ({ unionId }: ConferenceKey) => signedIn(unionId ?? "nobody")],
])("an id %s can be read back, is URL-safe, and is the same when it is written again", (_which, policyFor) => {
  fc.assert(
    fc.property(keys, names, (key, name) => {
      const operatorPolicy = policyFor(key);
      const conference = { ...key, unionId: operatorPolicy.byName(key.conferenceId, key.unionId, "id") };
      openConference(conference, operatorPolicy);
      const ids = [conferenceGlobalId(conference), paragraphGlobalId(conference, name)];
      for (const id of ids) expect(id).toMatch(/^[\w.-]+$/);
      const read = ids.map((id) => parseGlobalId("id", id, operatorPolicy));
      expect(read).toEqual([
        { type: "Conference", conference },
        { type: "Paragraph", conference, name },
      ]);
      expect(read.map((node) => conferenceGlobalId(node.conference))).toEqual([ids[0], ids[0]]);
    }),
    cases(100),
  );
});

test.each([
  "",
  "C1.",
  "C1.WyJkZW1vIl0",
  "C1.WzEsMl0",
  "C1.bm90IGpzb24",
  "C2.WyJkZW1vIixudWxsXQ",
  "C2.WyJkZW1vIl0.s",
  "C2.WyJkZW1vIl0.sAAAA",
  "C2.WyJkZW1vIl0.xAAAAAAAAAAAAAAAAAAAAAA",
  "C1.WyJkZW1vIl0.dAAAAAAAAAAAAAAAAAAAAAA",
  "P1.WyJkZW1vIixudWxsXQ",
  "P1.zzzzzzzzzzz.aaaaaaaaaaa.WyJkZW1vIixudWxsXQ",
  "P1.00.aaaaaaaaaaa.WyJkZW1vIixudWxsXQ",
  "C1.WyJkZW1vIixudWxsXQ==",
  `C1.${"A".repeat(5000)}`,
])("%j is refused with the argument's name, with a secret and without", (id) => {
  for (const operatorPolicy of [passThrough(), passThrough([SECRET])])
    expect(() => parseGlobalId("ids[3]", id, operatorPolicy)).toThrow("ids[3]: must be an id that this API returned");
});

test.each([
  ["sealed in pass-through", () => passThrough([SECRET])],
  ["digested under sign-in", () => signedIn(SOMEBODY.unionId)],
])(
  "no operator is readable when %s, and ids of two meetings of one person have nothing in common",
  (_how, policyFor) => {
    const [first = "", second = ""] = ["demo", "other"].map(
      (conferenceId) => idsOf({ ...SOMEBODY, conferenceId }, policyFor())[0] ?? "",
    );
    for (const id of [first, second])
      expect(
        id
          .split(".")
          .map((part) => Buffer.from(part, "base64url").toString())
          .join(" "),
      ).not.toContain("chen");
    expect(first.split(".")[2]).not.toBe(second.split(".")[2]);
  },
);

test("ids are the same on every replica with the same secret", () => {
  expect(idsOf(SOMEBODY, passThrough([SECRET]))).toEqual(idsOf(SOMEBODY, passThrough([SECRET])));
  expect(idsOf(SOMEBODY, signedIn("demo-union-chen"))).toEqual(idsOf(SOMEBODY, signedIn("demo-union-chen")));
});

test("an id without an operator equals that of version 0.1, with a secret too", () => {
  expect(idsOf({ conferenceId: "demo", unionId: null }, passThrough([SECRET]))[0]).toBe("C1.WyJkZW1vIixudWxsXQ");
});

const VERSION_1 = idsOf(SOMEBODY, passThrough());

test("ids of version 0.1 still work: for everyone in pass-through, for the same person under sign-in", () => {
  for (const id of VERSION_1) {
    expect(parseGlobalId("id", id, passThrough([SECRET])).conference).toEqual(SOMEBODY);
    expect(parseGlobalId("id", id, signedIn("demo-union-chen")).conference).toEqual(SOMEBODY);
  }
});

test("an id without an operator is read for the person who signed in", () => {
  const node = parseGlobalId("id", "C1.WyJkZW1vIixudWxsXQ", signedIn("demo-union-chen"));
  expect(node.conference).toEqual(SOMEBODY);
});

test.each([
  ["of version 0.1", VERSION_1],
  ["sealed in pass-through", idsOf(SOMEBODY, passThrough([SECRET]))],
  ["digested under sign-in", idsOf(SOMEBODY, signedIn("demo-union-chen"))],
])("an id %s is FORBIDDEN to another person who signed in", (_which, ids) => {
  for (const id of ids)
    expect(() => parseGlobalId("ids[1]", id, signedIn("demo-union-lin"))).toThrow(
      expect.objectContaining({ code: "FORBIDDEN", message: expect.stringContaining("ids[1]") }),
    );
});

test("the id of a signed-in person is read in pass-through for the same operator, and is FORBIDDEN for another or none", () => {
  const [id = ""] = idsOf(SOMEBODY, signedIn("demo-union-chen"));
  expect(parseGlobalId("id", id, passThrough([SECRET], "demo-union-chen")).conference).toEqual(SOMEBODY);
  for (const operator of ["demo-union-lin", null])
    expect(() => parseGlobalId("id", id, passThrough([SECRET], operator))).toThrow(
      expect.objectContaining({ code: "FORBIDDEN" }),
    );
});

test("a mark that was moved to another meeting's id is refused", () => {
  const [, conference, mark] = (idsOf(SOMEBODY, passThrough([SECRET]))[0] ?? "").split(".");
  const other = Buffer.from('["other"]').toString("base64url");
  expect(() => parseGlobalId("id", `C2.${other}.${mark}`, passThrough([SECRET]))).toThrow("must be an id");
  expect(() => parseGlobalId("id", `C2.${conference}.${mark}`, passThrough([SECRET]))).not.toThrow();
});

test("with several secrets the first writes and all of them read", () => {
  const next = "another secret, that comes after it";
  const both = [next, SECRET];
  for (const make of [
    (secrets: string[]) => passThrough(secrets),
    (secrets: string[]) => signedIn("demo-union-chen", secrets),
  ]) {
    const [old = ""] = idsOf(SOMEBODY, make([SECRET]));
    expect(parseGlobalId("id", old, make(both)).conference).toEqual(SOMEBODY);
    expect(idsOf(SOMEBODY, make(both))).toEqual(idsOf(SOMEBODY, make([next])));
    expect(() => parseGlobalId("id", old, make([next]))).toThrow(/^id: /);
  }
});

test("while a secret is replaced in three roll-outs, every replica reads the ids of every other one", () => {
  const next = "another secret, that comes after it";
  const rollOuts = [
    [[SECRET], [SECRET, next]] as const,
    [
      [SECRET, next],
      [next, SECRET],
    ] as const,
  ];
  for (const replicas of rollOuts)
    for (const writer of replicas)
      for (const reader of replicas) {
        const [id = ""] = idsOf(SOMEBODY, passThrough(writer));
        expect(parseGlobalId("id", id, passThrough(reader)).conference).toEqual(SOMEBODY);
      }
});

test("two names of a conference have the same ids if they have one operator and one kind of id", () => {
  const policy = passThrough([SECRET]);
  const own = openConference({ ...SOMEBODY }, policy);
  const others = [
    openConference({ ...SOMEBODY }, policy),
    openConference({ ...SOMEBODY }, passThrough([`another ${SECRET}`])),
    openConference({ ...SOMEBODY }, passThrough()),
    openConference({ ...SOMEBODY, unionId: "demo-union-li" }, policy),
  ];
  expect(others.map((other) => haveSameIds(own, other))).toEqual([true, false, false, false]);
});
