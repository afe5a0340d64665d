import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { GatewayError } from "../../src/errors.js";
import { REQUEST, TOKEN, closeAfterEach, firstSocket, rejection, setUp, withToken } from "./client-under-test.js";
import { type Handler, json } from "./scripted-server.js";

closeAfterEach();

const EMPTY = json({ hasMore: false, paragraphList: [] });
const silence: Handler = () => {};
const stall: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"hasMore":');
};
const never = new AbortController().signal;

describe("the deadline of a call", () => {
  test.each([
    ["says nothing", silence],
    ["stops in the middle of its response", stall],
  ])("ends the call and its connection if the upstream %s", async (_what, handler) => {
    const { server, source } = await setUp(handler, { timeoutMs: 500 });
    const failed = rejection(source.getPage(REQUEST));
    await once(await firstSocket(server), "close");
    expect(await failed).toMatchObject({
      code: "UPSTREAM_TIMEOUT",
      retryable: true,
      message: "The upstream's response was not complete within 500 ms.",
    });
  });

  test("leaves the next call a connection that works", async () => {
    const { server, source } = await setUp(
      (request, response) => (server.requests.length === 1 ? undefined : EMPTY(request, response)),
      {
        timeoutMs: 300,
        concurrency: 1,
      },
    );
    const [first, second] = await Promise.allSettled([source.getPage(REQUEST), source.getPage(REQUEST)]);
    expect(first).toMatchObject({ status: "rejected", reason: { code: "UPSTREAM_TIMEOUT" } });
    expect(second).toMatchObject({ status: "fulfilled" });
  });
});

describe("a caller that hangs up", () => {
  const reason = new GatewayError("OPERATION_TOO_COSTLY", "over");

  test.each([
    ["before the response", silence],
    ["in the middle of the response", stall],
  ])("%s ends the call and its connection, and gets its own reason as the error", async (_when, handler) => {
    const { server, client } = await setUp(handler);
    const caller = new AbortController();
    const failed = rejection(client.as({ credentials: withToken(TOKEN), signal: caller.signal }).getPage(REQUEST));
    const closed = once(await firstSocket(server), "close");
    await new Promise((turn) => setTimeout(turn, 20));
    caller.abort(reason);
    expect(await failed).toBe(reason);
    await closed;
  });

  test("does not affect other callers, even with the same token", async () => {
    const { server, client } = await setUp(
      (request, response) => {
        if (server.requests.length > 1) EMPTY(request, response);
      },
      { concurrency: 1 },
    );
    const caller = new AbortController();
    const gone = rejection(client.as({ credentials: withToken(TOKEN), signal: caller.signal }).getPage(REQUEST));
    const stays = client.as({ credentials: withToken(TOKEN), signal: never }).getPage(REQUEST);
    await firstSocket(server);
    caller.abort(reason);
    expect(await gone).toBe(reason);
    await expect(stays).resolves.toEqual({
      hasMore: false,
      paragraphs: [],
      token: null,
      release: expect.any(Function),
    });
  });
});

describe("parallel calls", () => {
  test("are limited for all tokens together", async () => {
    let inFlight = 0;
    let most = 0;
    const { client } = await setUp(
      (request, response) => {
        most = Math.max(most, (inFlight += 1));
        setTimeout(() => {
          inFlight -= 1;
          EMPTY(request, response);
        }, 20);
      },
      { concurrency: 3 },
    );
    const tokens = Array.from({ length: 12 }, (_, index) => `token-${index % 4}`);
    await Promise.all(
      tokens.map((accessToken) => client.as({ credentials: withToken(accessToken), signal: never }).getPage(REQUEST)),
    );
    expect(most).toBe(3);
  });

  test("start at their token's rate, independent of other tokens", async () => {
    const { server, client } = await setUp(EMPTY, { callsPerSecond: 2 });
    const caller = new AbortController();
    const call = (accessToken: string) =>
      client.as({ credentials: withToken(accessToken), signal: caller.signal }).getPage(REQUEST);
    const busy = [1, 2, 3].map(() => call("busy"));
    const quiet = [call("quiet"), call("quiet")];
    await Promise.all([...quiet, busy[0], busy[1]]);
    const callsOf = (token: string) =>
      server.requests.filter(({ headers }) => headers["x-acs-dingtalk-access-token"] === token).length;
    expect([callsOf("busy"), callsOf("quiet")]).toEqual([2, 2]);
    caller.abort(new Error("enough"));
    await expect(busy[2]).rejects.toThrow("enough");
    expect(server.requests).toHaveLength(4);
  });
});
