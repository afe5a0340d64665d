import { expect, test } from "@jest/globals";
import { Refusals } from "../../src/cache/refusals.js";
import { type ErrorCode, GatewayError } from "../../src/errors.js";

const codes: readonly [ErrorCode, boolean][] = [
  ["CLOUD_RECORD_NOT_FOUND", true],
  ["FORBIDDEN", true],
  ["UNKNOWN_USER", true],
  ["MEETING_CLOSED", true],
  ["UNAUTHENTICATED", false],
  ["RATE_LIMITED", false],
  ["QUOTA_EXHAUSTED", false],
  ["UPSTREAM_BLOCKED", false],
  ["UPSTREAM_UNAVAILABLE", false],
  ["UPSTREAM_TIMEOUT", false],
  ["UPSTREAM_BAD_RESPONSE", false],
  ["BAD_USER_INPUT", false],
];

/** True if the next read under this key is refused without a call. */
function isRefused(refusals: Refusals, key: string): boolean {
  try {
    refusals.check(key);
    return false;
  } catch {
    return true;
  }
}

test.each(codes)("%s is repeated: %s", (code, isRepeated) => {
  const refusals = new Refusals(() => 0);
  expect(refusals.remember("key", new GatewayError(code, "refused"), 0)).toBe(isRepeated);
  expect(isRefused(refusals, "key")).toBe(isRepeated);
});

test("a refusal from the future is not repeated: the clock was set back", () => {
  let now = 1000;
  const refusals = new Refusals(() => now);
  refusals.remember("key", new GatewayError("FORBIDDEN", "refused"), now);
  now -= 1;
  expect(isRefused(refusals, "key")).toBe(false);
});

test("a refusal is repeated for 5 s, under its own key only", () => {
  let now = 1000;
  const refusals = new Refusals(() => now);
  refusals.remember("key", new GatewayError("FORBIDDEN", "refused"), now);
  now += 4999;
  expect(() => refusals.check("key")).toThrow("refused");
  expect(() => refusals.check("other")).not.toThrow();
  now += 1;
  expect(() => refusals.check("key")).not.toThrow();
});
