import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { importBuilt, type SimulatedDingTalk, startSimulatedDingTalk } from "./simulated-dingtalk.ts";

const { FAILURE_CONFERENCES } = await importBuilt<typeof import("../../../src/simulator/failures.ts")>("failures.js");

let dingtalk: SimulatedDingTalk;
before(async () => {
  dingtalk = await startSimulatedDingTalk();
});
after(() => dingtalk.close());

/** The SDK's error for a failure (its gateway module, `modifyResponse`). */
interface SdkError extends Error {
  readonly code: string;
  readonly data: { readonly statusCode: number; readonly requestid: string };
  readonly accessDeniedDetail?: unknown;
}

async function errorOf(conferenceId: string, accessToken?: string): Promise<SdkError> {
  try {
    await dingtalk.getTexts(conferenceId, {}, accessToken);
  } catch (error) {
    return error as SdkError;
  }
  throw new Error(`${conferenceId} does not fail`);
}

suite("DingTalk's official SDK sees each documented failure", () => {
  for (const { conferenceId, code, status } of FAILURE_CONFERENCES) {
    if (code === null) continue;
    test(`${status} ${code}, with the id of its request`, async () => {
      const error = await errorOf(conferenceId);
      assert.deepEqual([error.code, error.data.statusCode], [code, status]);
      assert.match(error.data.requestid, /^[\dA-F-]{36}$/);
      assert.ok(error.message.includes(error.data.requestid));
    });
  }

  test("with the scope that is missing", async () => {
    const { accessDeniedDetail } = await errorOf("error-Forbidden.AccessDenied.AccessTokenPermissionDenied");
    assert.deepEqual(accessDeniedDetail, { requiredScopes: ["VideoConference.Conference.Read"] });
  });

  test("InvalidAuthentication for a token that is not known", async () => {
    assert.equal((await errorOf("demo", "secret")).code, "InvalidAuthentication");
  });

  test("cloudRecordNotFound for a meeting without a recording", async () => {
    assert.equal((await errorOf("elsewhere")).code, "cloudRecordNotFound");
  });
});

suite("DingTalk's official SDK reports an empty success for responses that the gateway must refuse", () => {
  for (const [conferenceId, status] of [
    ["error-banned", 200],
    ["error-redirect", 302],
  ] as const)
    test(conferenceId, async () => {
      const { statusCode, body } = await dingtalk.getTexts(conferenceId);
      assert.deepEqual([statusCode, { ...body }], [status, {}]);
    });
});
