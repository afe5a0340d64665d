import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { ErrorCode } from "../../../src/errors.js";
import { toFailure } from "../../../src/upstream/dingtalk/failures.js";

const DENIED = "Forbidden.AccessDenied.";

const failure = (status: number, body: unknown, headers = {}) =>
  toFailure({ status, headers, body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) });

const idOf = (body: unknown, headers = {}) => failure(500, body, headers).details.upstream?.requestId;

afterEach(() => {
  jest.useRealTimers();
});

describe("the failure table", () => {
  test.each<[number, string, ErrorCode, boolean, RegExp]>([
    [400, "InvalidAuthentication", "UNAUTHENTICATED", false, /access token/],
    [400, "invalidAccessToken", "UNAUTHENTICATED", false, /access token/],
    [400, "invalidToken", "UNAUTHENTICATED", false, /access token/],
    [401, "Unauthorized", "UNAUTHENTICATED", false, /access token/],
    [401, "unauthorized.client", "UNAUTHENTICATED", false, /access token/],
    [400, "orgAccessForbidden", "FORBIDDEN", false, /organisation/],
    [400, "unknownUserError", "UNKNOWN_USER", false, /`unionId`/],
    [400, "paramsError", "BAD_USER_INPUT", false, /parameter/],
    [400, "resourceClose", "MEETING_CLOSED", false, /closed/],
    [400, "cloudRecordNotFound", "CLOUD_RECORD_NOT_FOUND", false, /no cloud recording/],
    [404, "permissionError", "FORBIDDEN", false, /may not read this meeting/],
    [403, `${DENIED}AccessTokenPermissionDenied`, "FORBIDDEN", false, /lacks a permission that this call needs\.$/],
    [403, `${DENIED}IpNotInWhiteList`, "FORBIDDEN", false, /address/],
    [403, `${DENIED}SomethingNew`, "FORBIDDEN", false, /does not allow/],
    [403, `${DENIED}QpsLimitForAppkeyAndApi`, "RATE_LIMITED", true, /too many calls/],
    [403, `${DENIED}QpmLimitForApi`, "RATE_LIMITED", true, /too many calls/],
    [403, `${DENIED}ApiCountLimitForOrg`, "QUOTA_EXHAUSTED", false, /this month/],
    [429, "system.busy", "RATE_LIMITED", true, /too many calls/],
    [429, "systemBusy", "RATE_LIMITED", true, /too many calls/],
    [500, "systemError", "UPSTREAM_UNAVAILABLE", true, /Try again/],
    [503, "serviceBusy", "UPSTREAM_UNAVAILABLE", true, /Try again/],
  ])("%i %s is %s", (status, code, expected, retryable, message) => {
    const error = failure(status, { code, message: `${code}:%s`, requestid: "R-1" });
    expect(error).toMatchObject({ code: expected, retryable });
    expect(error.message).toMatch(message);
    expect(error.details.upstream).toEqual({ status, code, requestId: "R-1" });
  });

  test.each<[string, number, string, ErrorCode]>([
    ["any 401", 401, "", "UNAUTHENTICATED"],
    ["any 403 with an unknown code", 403, '{"code":"newCode"}', "FORBIDDEN"],
    ["any 429, whatever its code", 429, '{"code":"permissionError"}', "RATE_LIMITED"],
    ["a bare 429", 429, "", "RATE_LIMITED"],
    ["a bare 500", 500, "", "UPSTREAM_UNAVAILABLE"],
    ["any 5xx", 502, "<html>Bad gateway</html>", "UPSTREAM_UNAVAILABLE"],
    ["a code in other letters", 400, '{"code":"PermissionError"}', "UPSTREAM_BAD_RESPONSE"],
    ["a code that is an object's own word", 400, '{"code":"constructor"}', "UPSTREAM_BAD_RESPONSE"],
    ["a 404 of something else", 404, "Not found", "UPSTREAM_BAD_RESPONSE"],
    ["a 300", 300, "", "UPSTREAM_BAD_RESPONSE"],
    ["a redirect, whatever its code", 302, '{"code":"systemError"}', "UPSTREAM_BAD_RESPONSE"],
    ["a 204", 204, "", "UPSTREAM_BAD_RESPONSE"],
    ["a ban", 200, '{"status":1111,"wait":5}', "UPSTREAM_BLOCKED"],
    ["a ban under another HTTP status", 403, '{"status":1111}', "UPSTREAM_BLOCKED"],
    ["a web page with HTTP 200", 200, "<html>", "UPSTREAM_BLOCKED"],
    ["a web page after many empty lines", 200, `${"\n".repeat(200)}<html>`, "UPSTREAM_BLOCKED"],
    ["a list with HTTP 200", 200, "[]", "UPSTREAM_BAD_RESPONSE"],
  ])("%s is in the table too", (_what, status, body, code) => {
    expect(failure(status, body)).toMatchObject({ code });
  });
});

describe("a code with other characters appended", () => {
  test.each<[number, string, ErrorCode, string]>([
    [400, "cloudRecordNotFound%!(EXTRA string=50513)", "CLOUD_RECORD_NOT_FOUND", "cloudRecordNotFound"],
    [404, "permissionError:no access to group 7", "FORBIDDEN", "permissionError"],
    [400, "unauthorized.client%!s(MISSING)", "UNAUTHENTICATED", "unauthorized.client"],
    [403, `${DENIED}QpsLimitForAppkeyAndApi: 20`, "RATE_LIMITED", `${DENIED}QpsLimitForAppkeyAndApi`],
    [403, `${DENIED}ApiCountLimitForOrg 5000`, "QUOTA_EXHAUSTED", `${DENIED}ApiCountLimitForOrg`],
    [403, `${DENIED}ApiCountLimitForOrg.month`, "QUOTA_EXHAUSTED", `${DENIED}ApiCountLimitForOrg.month`],
  ])("%i %s is known by its beginning", (status, code, expected, passedOn) => {
    const error = failure(status, { code });
    expect(error.code).toBe(expected);
    expect(error.details.upstream?.code).toBe(passedOn);
  });

  test.each([
    "cloudRecordNotFoundAtAll",
    "cloudRecordNotFound2",
    "paramsErrorß",
    "cloudRecord",
    "%!(cloudRecordNotFound)",
  ])("%s is another code", (code) => {
    expect(failure(400, { code }).code).toBe("UPSTREAM_BAD_RESPONSE");
  });

  test("that is long or unsafe is not passed on", () => {
    const error = failure(400, { code: `cloudRecordNotFound ${"<script>".repeat(1000)}` });
    expect(error.code).toBe("CLOUD_RECORD_NOT_FOUND");
    expect(JSON.stringify(error.extensions)).not.toContain("script");
  });
});

describe("throttling for all customers together", () => {
  test.each([
    [403, `${DENIED}QpsLimitForApi`, "all"],
    [403, `${DENIED}QpmLimitForApi%!(EXTRA)`, "all"],
    [429, `${DENIED}QpsLimitForApi`, "all"],
    [403, `${DENIED}QpsLimitForAppkeyAndApi`, undefined],
    [429, "systemBusy", undefined],
  ])("is distinguished from throttling of one token: %i %s", (status, code, scope) => {
    const error = failure(status, { code });
    expect(error).toMatchObject({ code: "RATE_LIMITED", details: { retryAfterMs: 1000 } });
    expect(error.details.scope).toBe(scope);
    expect(error.extensions).not.toHaveProperty("scope");
  });
});

describe("the time before a retry", () => {
  test.each([
    ["is a second for a throttled call", 429, "", undefined, 1000],
    ["is `Retry-After` for a throttled call that has it", 429, "", "30", 30_000],
    ["is a second or more for a throttled call, even if it has a shorter `Retry-After`", 429, "", "0", 1000],
    ["is `Retry-After` for a failure that may pass", 503, "", "2", 2000],
    ["is not known for such a failure without `Retry-After`", 503, "", undefined, undefined],
    ["is not known from a `Retry-After` that cannot be read", 503, "", "soon", undefined],
    ["is `wait` for a ban, in minutes", 200, '{"status":1111,"wait":7}', undefined, 420_000],
    ["is `Retry-After` for a ban that has it", 200, '{"status":1111,"wait":7}', "30", 30_000],
    ["is `wait` for a ban whose `Retry-After` is 0", 200, '{"status":1111,"wait":7}', "0", 420_000],
    ["is five minutes for a ban without `wait`", 200, '{"status":1111}', undefined, 300_000],
    ["is not known from a web page", 200, "<html>", undefined, undefined],
    ["is a whole number for a ban of less than a minute", 200, '{"status":1111,"wait":0.00001}', undefined, 1],
    ["is five minutes for a ban with a `wait` of 0", 200, '{"status":1111,"wait":0}', undefined, 300_000],
    ["is five minutes for a ban with a negative `wait`", 200, '{"status":1111,"wait":-1}', undefined, 300_000],
    ["is at most a day for a ban", 200, '{"status":1111,"wait":1e300}', undefined, 86_400_000],
    ["is at most a day for a throttled call", 429, "", "999999999999", 86_400_000],
    ["does not exist for a failure that stays", 400, '{"code":"paramsError"}', "5", undefined],
  ])("%s", (_what, status, body, header, waitMs) => {
    expect(failure(status, body, { "retry-after": header }).details.retryAfterMs).toBe(waitMs);
  });

  test("may be given as a date", () => {
    jest.useFakeTimers({ now: Date.parse("2026-01-01T00:00:00Z") });
    expect(failure(429, "", { "retry-after": "Thu, 01 Jan 2026 00:00:10 GMT" }).details.retryAfterMs).toBe(10_000);
    expect(failure(429, "", { "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" }).details.retryAfterMs).toBe(1000);
  });

  test("is measured by the upstream's clock if it sends its time", () => {
    jest.useFakeTimers({ now: Date.parse("2025-12-31T23:00:00Z") });
    const later = { "retry-after": "Thu, 01 Jan 2026 00:00:10 GMT" };
    expect(failure(429, "", { ...later, date: "Thu, 01 Jan 2026 00:00:00 GMT" }).details.retryAfterMs).toBe(10_000);
    expect(failure(429, "", { ...later, date: "now" }).details.retryAfterMs).toBe(3_610_000);
  });
});

describe("the details", () => {
  test("have the request id from the header, otherwise from the body in either spelling", () => {
    const ids = { requestid: "B-1", requestId: "B-2" };
    expect(idOf(ids, { "x-acs-request-id": "H-1" })).toBe("H-1");
    expect(idOf(ids, { "x-acs-request-id": ["H-2", "H-3"] })).toBe("H-2");
    expect(idOf(ids)).toBe("B-1");
    expect(idOf({ requestId: "B-2" })).toBe("B-2");
    expect(idOf("no JSON")).toBeNull();
  });

  test.each(["with space", "a\nb", "x".repeat(129), "https://secret/", ""])(
    "never have a code or id like %j",
    (text) => {
      const { details } = failure(500, { code: text, requestid: text }, { "x-acs-request-id": text });
      expect(details.upstream).toEqual({ status: 500, code: null, requestId: null });
    },
  );

  test("have codes and ids of up to 128 characters", () => {
    const text = "x".repeat(128);
    expect(failure(500, { code: text, requestid: text }).details.upstream).toMatchObject({
      code: text,
      requestId: text,
    });
  });

  test("never have values that are not strings", () => {
    expect(failure(400, { code: 40014, requestid: { toString: 1 }, status: { valueOf: 1 } })).toMatchObject({
      code: "UPSTREAM_BAD_RESPONSE",
      details: { upstream: { status: 400, code: null, requestId: null } },
    });
  });

  test("name the scopes that an app lacks, if they are plain names", () => {
    const scope = "VideoConference.Conference.Read";
    const body = {
      code: `${DENIED}AccessTokenPermissionDenied`,
      accessdenieddetail: { requiredScopes: [scope, "a b", 7] },
    };
    const error = failure(403, body);
    expect(error.message).toBe(`The app lacks a permission that this call needs: ${scope}.`);
    expect(error.extensions).toMatchObject({ requiredScopes: [scope] });
  });

  test("name at most 20 scopes", () => {
    const requiredScopes = Array.from({ length: 21 }, (_, index) => `scope.${index}`);
    const error = failure(403, {
      code: `${DENIED}AccessTokenPermissionDenied`,
      accessdenieddetail: { requiredScopes },
    });
    expect(error.extensions).toMatchObject({ requiredScopes: requiredScopes.slice(0, 20) });
  });

  test.each([{ requiredScopes: "all" }, { requiredScopes: [] }, {}, null, "x"])("have no scopes from %j", (detail) => {
    const error = failure(403, { code: `${DENIED}AccessTokenPermissionDenied`, accessdenieddetail: detail });
    expect(error.extensions).not.toHaveProperty("requiredScopes");
  });

  test("never have the upstream's own text", () => {
    const error = failure(400, { code: "paramsError", message: "error: token secret at https://secret/" });
    expect(`${error.message} ${JSON.stringify(error.extensions)}`).not.toContain("secret");
  });
});
