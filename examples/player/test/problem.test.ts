import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseMessages } from "../src/language/messages.ts";
import { toProblem } from "../src/transcript/problem.ts";

/** The codes of docs/errors.md without the one that only a defect causes, and the player's own. */
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

test("a retryable error is retried after the time that the gateway names", () => {
  const { code, remedy, retryAfterMs } = toProblem(
    failure({ code: "RATE_LIMITED", retryable: true, retryAfterMs: 1500 }),
  );
  assert.deepEqual([code, remedy, retryAfterMs], ["RATE_LIMITED", "retry", 1500]);
});

test("an error that is not retryable is not retried automatically", () => {
  assert.equal(toProblem(failure({ code: "UPSTREAM_BAD_RESPONSE", retryable: false })).retryAfterMs, null);
});

test("an expired sign-in asks for another one", () => {
  assert.equal(toProblem(failure({ code: "UNAUTHENTICATED", retryable: false })).remedy, "sign-in");
});

test("a missing response is retried automatically; a response without data or a code is not", () => {
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

test("an error after which a person has to wait says until when, and offers no retry before that", () => {
  const blocked = failure({ code: "UPSTREAM_BLOCKED", retryable: false, retryAfterMs: 300_000 });
  assert.deepEqual(toProblem(blocked, 1000), {
    code: "UPSTREAM_BLOCKED",
    remedy: "wait",
    retryAfterMs: null,
    notBefore: 301_000,
  });
});

test("after an error with an unknown code, the person may try again", () => {
  const { code, remedy, retryAfterMs } = toProblem(failure({ code: "BRAND_NEW" }));
  assert.deepEqual([code, remedy, retryAfterMs], ["BRAND_NEW", "retry", null]);
});

test("each code of the gateway has a message in both languages", () => {
  for (const language of ["en", "zh"]) {
    const { problems } = chooseMessages([language]);
    assert.deepEqual(
      CODES.filter((code) => !problems[code]?.title || !problems[code].advice),
      [],
    );
  }
});
