import { expect, test } from "@jest/globals";
import { GatewayError } from "../../../src/errors.js";
import type { CallEvent } from "../../../src/transcript/upstream-observer.js";
import { markSent, reportAttempts } from "../../../src/upstream/resilience/attempt-reports.js";
import { compose } from "../../../src/upstream/resilience/policy.js";
import { rejection } from "../client-under-test.js";
import { contextOf } from "./run-through.js";

const never = new AbortController().signal;
const late = new GatewayError("UPSTREAM_TIMEOUT", "late");

/** The report of one attempt that ends with this error, after it was sent or without that. */
async function reportOf(error: Error, { isSent = true, signal = never } = {}): Promise<CallEvent | undefined> {
  const events: CallEvent[] = [];
  const report = reportAttempts({ onCall: (event) => events.push(event) });
  const policy = isSent ? compose(report, markSent) : report;
  const call = policy(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    throw error;
  });
  await rejection(call(contextOf("a", signal)));
  expect(events).toHaveLength(1);
  return events[0];
}

test("an attempt that was refused before it was sent took no time of the upstream, is not counted and has no failure", async () => {
  const refused = new GatewayError("UPSTREAM_UNAVAILABLE", "the circuit is open");
  expect(await reportOf(refused, { isSent: false })).toEqual({
    outcome: "UPSTREAM_UNAVAILABLE",
    failure: null,
    attempt: 1,
    sent: false,
    counted: false,
    waitedMs: expect.any(Number),
    durationMs: 0,
  });
});

test("an attempt that misses its deadline has failed by a timeout", async () => {
  expect(await reportOf(late)).toMatchObject({
    outcome: "UPSTREAM_TIMEOUT",
    failure: { reason: "timeout", cause: null, upstream: null },
  });
});

test("an error that is not the gateway's is a bug, unless its caller has hung up", async () => {
  const error = new TypeError("unexpected");
  expect(await reportOf(error)).toMatchObject({ outcome: "INTERNAL_SERVER_ERROR", failure: null });
  expect(await reportOf(error, { signal: AbortSignal.abort() })).toMatchObject({ outcome: "CANCELLED", failure: null });
});
