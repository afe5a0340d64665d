import assert from "node:assert/strict";
import { test } from "node:test";
import { toProblem } from "../src/transcript/problem.ts";

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

test("an expired token asks for another one", () => {
  assert.equal(toProblem(answer({ code: "UNAUTHENTICATED", retryable: false })).remedy, "token");
});

test("no answer at all is told from an answer with an error", () => {
  assert.equal(toProblem({ graphQLErrors: [], networkError: new Error("refused") }).code, "OFFLINE");
  const both = { ...answer({ code: "MEETING_CLOSED", retryable: false }), networkError: new Error("bad status") };
  assert.equal(toProblem(both).code, "MEETING_CLOSED");
});

test("a code that this player has never heard of is still told", () => {
  const { code, title } = toProblem(answer({ code: "BRAND_NEW" }));
  assert.deepEqual([code, title], ["BRAND_NEW", "Something went wrong"]);
});
