import { setTimeout as pause } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";

import { startSimulator, type Simulator } from "../../src/simulator/simulator.js";
import type { Transcript } from "../../src/simulator/transcript.js";
import { getTexts } from "./client.js";

const paragraph = (number: number) => ({
  startTime: number * 10,
  endTime: number * 10 + 5,
  paragraph: `line ${number}`,
});
const short: Transcript = [
  { ...paragraph(0), recordId: "9223372036854775807" },
  { ...paragraph(1), recordId: "-9223372036854775808", nickName: null },
  paragraph(2),
];

let simulator: Simulator;
beforeAll(async () => {
  const transcripts = new Map([
    ["short", short],
    ["a/b c%2F?#+钉", short],
  ]);
  simulator = await startSimulator({ transcripts });
});
afterEach(() => simulator.forgetCalls());
afterAll(() => simulator.close());

/** The status and the body of a failure. Checks that the body contains the request id of the header. */
async function refusal(conferenceId: string, query = "", headers?: Record<string, string>) {
  const reply = await getTexts(simulator, conferenceId, query, headers);
  const body: unknown = JSON.parse(reply.text);
  expect(body).toMatchObject({ requestid: reply.headers.get("x-acs-request-id") });
  return { status: reply.status, body };
}

describe("the text of a page", () => {
  test("has its int64 values as bare JSON numbers with exact digits", async () => {
    const { text, status, headers } = await getTexts(simulator, "short", "?maxResults=2");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(text).toBe(
      '{"hasMore":true,"paragraphList":[' +
        '{"nextTtoken":1631172045153000000,"recordId":9223372036854775807,"startTime":0,"endTime":5,"paragraph":"line 0"},' +
        '{"nextTtoken":1631172045153001001,"recordId":-9223372036854775808,"startTime":10,"endTime":15,"paragraph":"line 1","nickName":null}]}',
    );
  });

  test("is the same when it is requested again", async () => {
    const [first, second] = [await getTexts(simulator, "demo"), await getTexts(simulator, "demo")];
    expect(second.text).toBe(first.text);
  });

  test("continues after the last paragraph's token", async () => {
    const { text } = await getTexts(simulator, "short", "?maxResults=2000&direction=0&nextToken=1631172045153001001");
    expect(JSON.parse(text)).toMatchObject({ hasMore: false, paragraphList: [{ paragraph: "line 2" }] });
  });

  test("runs backward from a start time with direction 1", async () => {
    const { text } = await getTexts(simulator, "short", "?direction=1&startTime=10");
    expect(JSON.parse(text)).toMatchObject({ paragraphList: [{ paragraph: "line 1" }, { paragraph: "line 0" }] });
  });

  test("has one token of its own if tokens are in the page", async () => {
    const flat = await startSimulator({ transcripts: new Map([["short", short]]), behaviour: { tokenPlace: "page" } });
    const { text } = await getTexts(flat, "short", "?maxResults=2");
    await flat.close();
    expect(text).toContain('{"hasMore":true,"nextTtoken":1631172045153001001,"paragraphList":[{"recordId":');
    expect(text.match(/nextTtoken/g)).toHaveLength(1);
  });

  test("omits hasMore if the upstream leaves it out", async () => {
    const silent = await startSimulator({ transcripts: new Map([["short", short]]), behaviour: { hasMore: "absent" } });
    const { text } = await getTexts(silent, "short", "?maxResults=2");
    await silent.close();
    expect(text).toMatch(/^\{"paragraphList":\[\{/);
  });

  test("belongs to the conference with the percent-encoded id", async () => {
    const { status } = await getTexts(simulator, "a/b c%2F?#+钉");
    expect(status).toBe(200);
    expect(simulator.calls.map(({ conferenceId }) => conferenceId)).toEqual(["a/b c%2F?#+钉"]);
  });

  test("has a request id in its header", async () => {
    const { headers } = await getTexts(simulator, "short");
    expect(headers.get("x-acs-request-id")).toMatch(/^[0-9A-F-]{36}$/);
  });
});

describe("a refused call", () => {
  test.each([
    ["no token", {}],
    ["an empty token", { "x-acs-dingtalk-access-token": "" }],
    ["an unknown token", { "x-acs-dingtalk-access-token": "secret" }],
    ["a token in another header", { authorization: "Bearer demo-token" }],
  ])("with %s: InvalidAuthentication, before anything else is checked", async (_what, headers) => {
    const code = { status: 400, body: { code: "InvalidAuthentication" } };
    expect(await refusal("short", "?direction=7", headers)).toMatchObject(code);
  });

  test.each([
    ["?direction=2", "direction"],
    ["?direction=", "direction"],
    ["?direction=0&direction=1", "direction"],
    ["?maxResults=0", "maxResults"],
    ["?maxResults=2001", "maxResults"],
    ["?maxResults=1.5", "maxResults"],
    ["?startTime=soon", "startTime"],
    ["?startTime=9223372036854775808", "startTime"],
    ["?startTime=-1", "startTime"],
    ["?nextToken=abc", "nextToken"],
    ["?nextToken=9223372036854775808", "nextToken"],
    ["?nextToken=12345", "nextToken"],
  ])("with a bad parameter %s: paramsError that names it", async (query, name) => {
    const message: unknown = expect.stringMatching(`^error:${name} `);
    expect(await refusal("short", query)).toMatchObject({ status: 400, body: { code: "paramsError", message } });
  });

  test("for a conference without a recording: cloudRecordNotFound", async () => {
    expect(await refusal("elsewhere")).toMatchObject({ status: 400, body: { code: "cloudRecordNotFound" } });
  });

  test("for an unknown user: unknownUserError", async () => {
    expect(await refusal("short", "?unionId=unknown-user")).toMatchObject({
      status: 400,
      body: { code: "unknownUserError" },
    });
    expect((await getTexts(simulator, "short", "?unionId=demo-union-chen")).status).toBe(200);
  });

  test("to another path or with another method: 404, with a request id like any other response", async () => {
    const address = `${simulator.url}/v1.0/conference/videoConferences/short/cloudRecords/getTexts`;
    const responses = [await fetch(`${simulator.url}/v1.0/other`), await fetch(address, { method: "POST" })];
    expect(responses.map(({ status }) => status)).toEqual([404, 404]);
    expect(await responses[0]?.json()).toMatchObject({ requestid: responses[0]?.headers.get("x-acs-request-id") });
    expect(simulator.calls).toEqual([]);
  });

  test("to an address that is not properly encoded: paramsError, with a request id like any other response", async () => {
    const address = `${simulator.url}/v1.0/conference/videoConferences/%E4%B8/cloudRecords/getTexts`;
    const response = await fetch(address, { headers: { "x-acs-dingtalk-access-token": "demo-token" } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ requestid: response.headers.get("x-acs-request-id") });
  });
});

describe("the recorded calls", () => {
  test("have what was sent, and the status of the response", async () => {
    await getTexts(simulator, "short", "?unionId=u&startTime=1&direction=1&maxResults=3&nextToken=0");
    await getTexts(simulator, "elsewhere", "", {});
    const nothing = { unionId: null, startTime: null, direction: null, maxResults: null, nextToken: null };
    const sent = { unionId: "u", startTime: "1", direction: "1", maxResults: "3", nextToken: "0" };
    expect(simulator.calls).toEqual([
      { conferenceId: "short", accessToken: "demo-token", ...sent, status: 200, receivedAt: expect.any(Number) },
      { conferenceId: "elsewhere", accessToken: null, ...nothing, status: 400, receivedAt: expect.any(Number) },
    ]);
  });

  test("are forgotten on request", async () => {
    await getTexts(simulator, "short");
    simulator.forgetCalls();
    expect(simulator.calls).toEqual([]);
    expect(simulator.peakInFlight).toBe(0);
  });

  test("include the number of calls in flight at the same time", async () => {
    const silent = await startSimulator();
    const calls = Promise.allSettled([1, 2, 3].map(() => getTexts(silent, "error-silent")));
    while (silent.calls.length < 3) await pause(5);
    expect(silent.peakInFlight).toBe(3);
    await silent.close();
    await calls;
  });

  test("do not count consecutive calls as simultaneous", async () => {
    for (let round = 0; round < 20; round++) await getTexts(simulator, "short");
    expect(simulator.peakInFlight).toBe(1);
  });
});

describe("throttling", () => {
  test("refuses a token's second call while another token's calls pass", async () => {
    const throttled = await startSimulator({ callsPerSecond: 0.01 });
    const send = (token: string) => getTexts(throttled, "demo", "", { "x-acs-dingtalk-access-token": token });
    const replies = [await send("demo-one"), await send("demo-one"), await send("demo-two")];
    await throttled.close();
    expect(replies.map(({ status }) => status)).toEqual([200, 403, 200]);
    expect(replies[1]?.text).toContain('"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"');
  });
});

describe("latency", () => {
  test("delays every response", async () => {
    const slow = await startSimulator({ latencyMs: 60 });
    const before = performance.now();
    await getTexts(slow, "demo", "?maxResults=1");
    // Timers count in whole milliseconds.
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
    await slow.close();
  });
});
