import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { FAILURE_CONFERENCES } from "../../src/simulator/failures.js";
import { startSimulator, type Simulator } from "../../src/simulator/simulator.js";
import { getTexts } from "./client.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** All bytes of one response, and how the connection ended: normally, with an error, or not within `patienceMs`. */
async function listen(conferenceId: string, patienceMs: number) {
  const { hostname, port } = new URL(simulator.url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let received = "";
  socket.on("data", (chunk: string) => (received += chunk));
  const ended = once(socket, "end").then(
    () => "ended",
    () => "reset",
  );
  const path = `/v1.0/conference/videoConferences/${conferenceId}/cloudRecords/getTexts`;
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\nx-acs-dingtalk-access-token: demo-token\r\n\r\n`);
  const outcome = await Promise.race([ended, pause(patienceMs, "open")]);
  socket.destroy();
  const [head = "", body = ""] = received.split("\r\n\r\n");
  return { outcome, head, body };
}

const documented: readonly (readonly [status: number, code: string])[] = [
  [400, "InvalidAuthentication"],
  [400, "invalidAccessToken"],
  [400, "invalidToken"],
  [401, "Unauthorized"],
  [401, "unauthorized.client"],
  [400, "orgAccessForbidden"],
  [400, "unknownUserError"],
  [400, "paramsError"],
  [400, "resourceClose"],
  [400, "cloudRecordNotFound"],
  [404, "permissionError"],
  [403, "Forbidden.AccessDenied.AccessTokenPermissionDenied"],
  [403, "Forbidden.AccessDenied.IpNotInWhiteList"],
  [403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"],
  [403, "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi"],
  [403, "Forbidden.AccessDenied.QpsLimitForApi"],
  [403, "Forbidden.AccessDenied.ApiCountLimitForOrg"],
  [429, "system.busy"],
  [429, "systemBusy"],
  [500, "systemError"],
  [503, "serviceBusy"],
];

describe("a conference that fails with a documented code", () => {
  test.each(documented)("responds %i with %s, a message and the request id", async (status, code) => {
    const reply = await getTexts(simulator, `error-${code}`);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.text)).toMatchObject({
      code,
      message: expect.stringMatching(/./),
      requestid: reply.headers.get("x-acs-request-id"),
    });
  });

  test("is in the list of failure conferences for every documented code", () => {
    const listed = FAILURE_CONFERENCES.flatMap(({ status, code }) => (code === null ? [] : [[status, code]]));
    expect(listed).toEqual(documented);
  });

  test("names the missing scope", async () => {
    const { text } = await getTexts(simulator, "error-Forbidden.AccessDenied.AccessTokenPermissionDenied");
    const accessdenieddetail = { requiredScopes: ["VideoConference.Conference.Read"] };
    expect(JSON.parse(text)).toMatchObject({ accessdenieddetail });
  });

  test.each(["paramsError", "permissionError", "systemError"])("uses the documented message of %s", async (code) => {
    const { text } = await getTexts(simulator, `error-${code}`);
    const prefix = code === "paramsError" ? "error" : code;
    expect(JSON.parse(text)).toMatchObject({ message: expect.stringMatching(`^${prefix}:.`) });
  });
});

describe("a conference with an undocumented failure", () => {
  test("error-banned responds 200 with a body that is no page", async () => {
    const { status, text } = await getTexts(simulator, "error-banned");
    expect([status, JSON.parse(text)]).toEqual([200, { status: 1111, wait: 5, source: "x5", punish: "deny" }]);
  });

  test("error-html responds 200 with a web page", async () => {
    const { status, headers, text } = await getTexts(simulator, "error-html");
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toMatch(/^<!doctype html>/);
  });

  test("error-redirect points to a page of another meeting, with a body that looks like an empty page", async () => {
    const { status, headers, text } = await getTexts(simulator, "error-redirect");
    expect([status, text]).toEqual([302, "{}"]);
    const url = new URL(headers.get("location") ?? "", simulator.url);
    const page = await fetch(url, { headers: { "x-acs-dingtalk-access-token": "demo-token" } });
    expect(await page.json()).toHaveProperty("paragraphList");
  });

  test("error-not-json declares JSON but sends something else", async () => {
    const { headers, text } = await getTexts(simulator, "error-not-json");
    expect(headers.get("content-type")).toMatch(/json/);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test("error-wrong-shape has a paragraph without startTime, error-null-paragraph a null paragraph", async () => {
    const [shape, hole] = [
      await getTexts(simulator, "error-wrong-shape"),
      await getTexts(simulator, "error-null-paragraph"),
    ];
    expect(JSON.parse(shape.text)).toEqual({
      hasMore: false,
      paragraphList: [expect.objectContaining({ endTime: 9940 })],
    });
    expect(shape.text).not.toContain("startTime");
    expect(JSON.parse(hole.text)).toEqual({ hasMore: false, paragraphList: [expect.anything(), null] });
  });

  test("error-debris appends to the code what belongs in the message", async () => {
    const { status, text } = await getTexts(simulator, "error-debris");
    expect([status, JSON.parse(text)]).toEqual([
      400,
      expect.objectContaining({ code: "cloudRecordNotFound%!(EXTRA string=50513)" }),
    ]);
  });

  test("error-loop repeats the same page after its own token, error-empty-page sends an empty page, both with hasMore", async () => {
    const [first, again] = [
      await getTexts(simulator, "error-loop"),
      await getTexts(simulator, "error-loop", "?nextToken=1631172045153"),
    ];
    expect(again.text).toBe(first.text);
    const paragraphs: { nextTtoken: number }[] = JSON.parse(first.text).paragraphList;
    expect(paragraphs.map(({ nextTtoken }) => nextTtoken)).toEqual([1_631_172_045_000, 1_631_172_045_153]);
    expect(JSON.parse(first.text)).toMatchObject({ hasMore: true });
    const empty = await getTexts(simulator, "error-empty-page");
    expect(JSON.parse(empty.text)).toEqual({ hasMore: true, paragraphList: [] });
  });
});

describe("a connection that breaks or falls silent", () => {
  test("error-truncated ends before its announced length", async () => {
    const { outcome, head, body } = await listen("error-truncated", 2000);
    expect(outcome).toBe("ended");
    expect(head).toMatch(/^HTTP\/1.1 200 /);
    expect(body).toMatch(/^\{"hasMore"/);
    expect(Buffer.byteLength(body)).toBeLessThan(Number(/content-length: (\d+)/.exec(head)?.[1]));
  });

  test("error-reset ends the connection without a byte", async () => {
    expect(await listen("error-reset", 2000)).toEqual({ outcome: "reset", head: "", body: "" });
  });

  test("error-stall sends a request id and half a body, and then nothing", async () => {
    const { outcome, head, body } = await listen("error-stall", 200);
    expect(outcome).toBe("open");
    expect(head).toMatch(/x-acs-request-id: [0-9A-F-]{36}/);
    expect(body).toMatch(/^\{"hasMore"/);
  });

  test("error-silent sends nothing and leaves the connection open", async () => {
    expect(await listen("error-silent", 200)).toEqual({ outcome: "open", head: "", body: "" });
  });

  test("closing the simulator ends every wait", async () => {
    const closing = await startSimulator();
    const waiting = [getTexts(closing, "error-silent"), getTexts(closing, "error-stall")];
    const outcomes = Promise.allSettled(waiting);
    while (closing.peakInFlight < 2) await pause(5);
    await closing.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
