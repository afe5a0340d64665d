import { expect, test } from "@jest/globals";
import { OperationActivity } from "../../src/observability/operation-activity.js";
import { CALL } from "./samples.js";

test("an attempt that was not sent is a page, and no call", () => {
  const activity = new OperationActivity("request");
  activity.onCall({ ...CALL, sent: false, counted: false });
  expect([activity.pages, activity.upstreamCalls]).toEqual([1, 0]);
});

test("an operation keeps five kinds of failures, and counts each of them on", () => {
  const activity = new OperationActivity("request");
  const fail = (cause: string) => activity.onCall({ ...CALL, failure: { reason: "other", cause, upstream: null } });
  for (const cause of ["A", "B", "C", "D", "E", "F", "A"]) fail(cause);
  expect(activity.failures.map(({ cause, attempts }) => [cause, attempts])).toEqual([
    ["A", 2],
    ["B", 1],
    ["C", 1],
    ["D", 1],
    ["E", 1],
  ]);
});
