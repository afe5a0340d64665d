import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { FAILURE_CONFERENCES } from "../../src/simulator/failures.js";
import { builtInTranscript } from "../../src/simulator/conferences.js";
import { ConferencesDocument, WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

/** The code that callers see for each failure of the upstream. */
const CODES: Record<string, string> = {
  "error-InvalidAuthentication": "UNAUTHENTICATED",
  "error-invalidAccessToken": "UNAUTHENTICATED",
  "error-invalidToken": "UNAUTHENTICATED",
  "error-Unauthorized": "UNAUTHENTICATED",
  "error-unauthorized.client": "UNAUTHENTICATED",
  "error-orgAccessForbidden": "FORBIDDEN",
  "error-permissionError": "FORBIDDEN",
  "error-Forbidden.AccessDenied.AccessTokenPermissionDenied": "FORBIDDEN",
  "error-Forbidden.AccessDenied.IpNotInWhiteList": "FORBIDDEN",
  "error-unknownUserError": "UNKNOWN_USER",
  "error-paramsError": "BAD_USER_INPUT",
  "error-resourceClose": "MEETING_CLOSED",
  "error-cloudRecordNotFound": "CLOUD_RECORD_NOT_FOUND",
  "error-debris": "CLOUD_RECORD_NOT_FOUND",
  "error-Forbidden.AccessDenied.QpsLimitForAppkeyAndApi": "RATE_LIMITED",
  "error-Forbidden.AccessDenied.QpmLimitForAppkeyAndApi": "RATE_LIMITED",
  "error-Forbidden.AccessDenied.QpsLimitForApi": "RATE_LIMITED",
  "error-system.busy": "RATE_LIMITED",
  "error-systemBusy": "RATE_LIMITED",
  "error-Forbidden.AccessDenied.ApiCountLimitForOrg": "QUOTA_EXHAUSTED",
  "error-banned": "UPSTREAM_BLOCKED",
  "error-html": "UPSTREAM_BLOCKED",
  "error-systemError": "UPSTREAM_UNAVAILABLE",
  "error-serviceBusy": "UPSTREAM_UNAVAILABLE",
  "error-reset": "UPSTREAM_UNAVAILABLE",
  "error-stall": "UPSTREAM_TIMEOUT",
  "error-silent": "UPSTREAM_TIMEOUT",
  "error-redirect": "UPSTREAM_BAD_RESPONSE",
  "error-truncated": "UPSTREAM_BAD_RESPONSE",
  "error-not-json": "UPSTREAM_BAD_RESPONSE",
  "error-wrong-shape": "UPSTREAM_BAD_RESPONSE",
  "error-null-paragraph": "UPSTREAM_BAD_RESPONSE",
  "error-loop": "UPSTREAM_BAD_RESPONSE",
  "error-empty-page": "UPSTREAM_BAD_RESPONSE",
};
const RETRYABLE = ["RATE_LIMITED", "UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMEOUT"];

let gateway: TestGateway;
beforeAll(async () => {
  // Created here, so that this does not count as part of a call.
  for (const conferenceId of ["demo", "demo-long"]) builtInTranscript(conferenceId);
  gateway = await startTestGateway({}, { UPSTREAM_TIMEOUT_MS: "500" });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

test("the table of failures is complete", () => {
  expect(FAILURE_CONFERENCES.map(({ conferenceId }) => conferenceId).toSorted()).toEqual(Object.keys(CODES).toSorted());
});

/** With the upstream's details, if there are any. */
const failures = FAILURE_CONFERENCES.map(({ conferenceId, status, code }) => ({
  conferenceId,
  upstream: code === null ? {} : { upstream: { status, code, requestId: expect.any(String) } },
}));

test.each(failures)(
  "$conferenceId is reported by its code, and the field is null",
  async ({ conferenceId, upstream }) => {
    const { data, errors, text } = await gateway.run(WindowDocument, { conferenceId, first: 2000 });
    expect(data?.conference.paragraphs).toBeNull();
    expect(errors).toHaveLength(1);
    const extensions = errors[0]?.extensions ?? {};
    expect(extensions["code"]).toBe(CODES[conferenceId]);
    expect(extensions["retryable"]).toBe(RETRYABLE.includes(CODES[conferenceId] ?? ""));
    expect(extensions).toMatchObject(upstream);
    expect(text).not.toMatch(/demo-token|https?:|127\.0\.0\.1|at .*\.(js|ts):/);
  },
);

test("a missing scope is named in the error", async () => {
  const conferenceId = "error-Forbidden.AccessDenied.AccessTokenPermissionDenied";
  const { errors } = await gateway.run(WindowDocument, { conferenceId });
  expect(errors[0]?.extensions?.["requiredScopes"]).toEqual(["VideoConference.Conference.Read"]);
});

test("if one of three conferences fails, the other two return their data", async () => {
  const conferenceIds = ["demo", "error-resourceClose", "demo-long"];
  const { data, errors } = await gateway.run(ConferencesDocument, { conferenceIds, first: 3 });
  expect(data?.conferences.map(({ paragraphs }) => paragraphs?.nodes.length)).toEqual([3, undefined, 3]);
  expect(errors.map(({ path }) => path)).toEqual([["conferences", 1, "paragraphs"]]);
});

const MALFORMED =
  "must be the cursor of a paragraph edge of this conference with order: ASCENDING; this one is malformed";

test.each([
  [{ first: 1, last: 1 }, "first and last: give one of them, not both"],
  [{ first: -1 }, "first: must be from 0 to 2000, and is -1"],
  [{ last: 2001 }, "last: must be from 0 to 2000, and is 2001"],
  [{ after: "garbage" }, `after: ${MALFORMED}`],
  [{ before: "garbage" }, `before: ${MALFORMED}`],
])("%j is refused with the argument's name, before any upstream call", async (args, message) => {
  const { data, errors } = await gateway.run(WindowDocument, { conferenceId: "demo", ...args });
  expect(data?.conference.paragraphs).toBeNull();
  expect(errors[0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT", retryable: false } });
  expect(gateway.simulator.calls).toHaveLength(0);
});

test("a cursor of another conference, or of the other order, is refused before any upstream call", async () => {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "demo", first: 1 });
  const after = data?.conference.paragraphs?.pageInfo.endCursor ?? "";
  gateway.simulator.forgetCalls();
  const other = await gateway.run(WindowDocument, { conferenceId: "demo-long", after });
  const turned = await gateway.run(WindowDocument, { conferenceId: "demo", after, order: "DESCENDING" });
  expect(other.errors[0]?.message).toMatch(/^after: .* this one is of another conference$/);
  expect(turned.errors[0]?.message).toMatch(/^after: .* this one is of another order$/);
  expect(gateway.simulator.calls).toHaveLength(0);
});

test.each(["{ nonsense }", "{", '{ conference(conferenceId: "demo") { paragraphs(first: "x") { nodes { text } } } }'])(
  "the faulty query %s is refused with a code and without a stack",
  async (query) => {
    const { errors, text } = await gateway.query(query);
    expect(errors[0]?.extensions).toEqual({
      code: query === "{" ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED",
      retryable: false,
    });
    expect(text).not.toContain("stack");
  },
);

test("a null for a non-null argument is the caller's error", async () => {
  const query = `query ($order: TimeOrder = ASCENDING) { conference(conferenceId: "demo") { paragraphs(order: $order) { nodes { text } } } }`;
  const { errors } = await gateway.query(query, { variables: { order: null } });
  expect(errors[0]?.extensions).toEqual({ code: "BAD_USER_INPUT", retryable: false });
});

test("an operation name that is not in the document is the caller's error, and no other operation runs", async () => {
  const body = {
    query: 'query A { conference(conferenceId: "demo") { paragraphs { nodes { text } } } }',
    operationName: "B",
  };
  const responses = await Promise.all(
    [1, 2, 3].map(async () => {
      const headers = { "content-type": "application/json", authorization: "Bearer demo-token" };
      const response = await fetch(gateway.url, { method: "POST", headers, body: JSON.stringify(body) });
      return [response.status, await response.json()];
    }),
  );
  const error = {
    message: 'Unknown operation named "B".',
    extensions: { code: "OPERATION_RESOLUTION_FAILURE", retryable: false },
  };
  expect(responses).toEqual([1, 2, 3].map(() => [200, { errors: [expect.objectContaining(error)] }]));
  expect(gateway.simulator.calls).toHaveLength(0);
});
