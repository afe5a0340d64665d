import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseMessages } from "../src/language/messages.ts";
import { toProblem } from "../src/transcript/problem.ts";

/** Those of docs/errors.md, without the one that only a defect brings; and the player's own. */
const CODES = [
  "OFFLINE",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "UNKNOWN_USER",
  "BAD_USER_INPUT",
  "MEETING_CLOSED",
  "CLOUD_RECORD_NOT_FOUND",
  "RATE_LIMITED",
  "QUOTA_EXHAUSTED",
  "UPSTREAM_BLOCKED",
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_TIMEOUT",
  "UPSTREAM_BAD_RESPONSE",
  "OPERATION_TOO_COSTLY",
];

const failure = (extensions: Record<string, unknown>) => [{ extensions }];

test("a retryable error is tried again after as long as the gateway says", () => {
  const { code, remedy, retryAfterMs } = toProblem(
    failure({ code: "RATE_LIMITED", retryable: true, retryAfterMs: 1500 }),
  );
  assert.deepEqual([code, remedy, retryAfterMs], ["RATE_LIMITED", "retry", 1500]);
});

test("an error that would only come again is not tried again by itself", () => {
  assert.equal(toProblem(failure({ code: "UPSTREAM_BAD_RESPONSE", retryable: false })).retryAfterMs, null);
});

test("an expired sign-in asks for another one", () => {
  assert.equal(toProblem(failure({ code: "UNAUTHENTICATED", retryable: false })).remedy, "sign-in");
});

test("no response at all is tried again by itself, and one without data or a code is not", () => {
  const { code, retryAfterMs } = toProblem(null);
  assert.deepEqual([code, retryAfterMs], ["OFFLINE", 3000]);
  const unexplained = [[], [{}]].map((errors) => toProblem(errors));
  assert.deepEqual(
    unexplained.map((problem) => [problem.code, problem.retryAfterMs]),
    [
      ["INTERNAL_SERVER_ERROR", null],
      ["INTERNAL_SERVER_ERROR", null],
    ],
  );
});

test("an error after which a person has to wait says until when, and offers no retry before", () => {
  const blocked = failure({ code: "UPSTREAM_BLOCKED", retryable: false, retryAfterMs: 300_000 });
  assert.deepEqual(toProblem(blocked, 1000), {
    code: "UPSTREAM_BLOCKED",
    remedy: "wait",
    retryAfterMs: null,
    notBefore: 301_000,
  });
});

test("a code that this player has never heard of may be tried again by a person", () => {
  const { code, remedy, retryAfterMs } = toProblem(failure({ code: "BRAND_NEW" }));
  assert.deepEqual([code, remedy, retryAfterMs], ["BRAND_NEW", "retry", null]);
});

test("each code of the gateway is told in both languages", () => {
  for (const language of ["en", "zh"]) {
    const { problems } = chooseMessages([language]);
    assert.deepEqual(
      CODES.filter((code) => !problems[code]?.title || !problems[code].advice),
      [],
    );
  }
});
