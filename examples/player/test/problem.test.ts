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

const answer = (extensions: Record<string, unknown>) => ({ graphQLErrors: [{ extensions }] });

test("a retryable error is tried again after as long as the gateway says", () => {
  const { code, remedy, retryAfterMs } = toProblem(
    answer({ code: "RATE_LIMITED", retryable: true, retryAfterMs: 1500 }),
  );
  assert.deepEqual([code, remedy, retryAfterMs], ["RATE_LIMITED", "retry", 1500]);
});

test("an error that would only come again is not tried again by itself", () => {
  assert.equal(toProblem(answer({ code: "UPSTREAM_BAD_RESPONSE", retryable: false })).retryAfterMs, null);
});

test("an expired sign-in asks for another one", () => {
  assert.equal(toProblem(answer({ code: "UNAUTHENTICATED", retryable: false })).remedy, "sign-in");
});

test("no answer at all is told from an answer with an error", () => {
  assert.equal(toProblem({ graphQLErrors: [], networkError: new Error("refused") }).code, "OFFLINE");
  const both = { ...answer({ code: "MEETING_CLOSED", retryable: false }), networkError: new Error("bad status") };
  assert.equal(toProblem(both).code, "MEETING_CLOSED");
});

test("an error after which a person has to wait says until when, and offers no retry before", () => {
  const blocked = answer({ code: "UPSTREAM_BLOCKED", retryable: false, retryAfterMs: 300_000 });
  assert.deepEqual(toProblem(blocked, 1000), {
    code: "UPSTREAM_BLOCKED",
    remedy: "wait",
    retryAfterMs: null,
    notBefore: 301_000,
  });
});

test("a code that this player has never heard of may be tried again by a person", () => {
  const { code, remedy, retryAfterMs } = toProblem(answer({ code: "BRAND_NEW" }));
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
