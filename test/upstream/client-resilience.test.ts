import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import type { PageRequest } from "../../src/transcript/page-source.js";
import type { CallEvent } from "../../src/transcript/upstream-observer.js";
import type { UpstreamOptions } from "../../src/upstream/client.js";
import { REQUEST, TOKEN, closeAfterEach, firstSocket, rejection, setUp, withToken } from "./client-under-test.js";
import { type Handler, json } from "./scripted-server.js";

closeAfterEach();

const PAGE = { hasMore: false, paragraphList: [{ nextTtoken: 7, startTime: 1, endTime: 2, paragraph: "once" }] };
const never = new AbortController().signal;

/** Responds with each handler in order; the last one is repeated. */
const script = (...handlers: readonly [Handler, ...Handler[]]): Handler => {
  let calls = 0;
  return (request, response) => (handlers[calls++] ?? handlers.at(-1))?.(request, response);
};
const cut: Handler = ({ socket }, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"hasMore":', () => socket.end());
};
const silence: Handler = () => {};
const busy = json({ code: "systemError" }, 500);

const waits: number[] = [];
const QUICK: Partial<UpstreamOptions> = {
  maxAttempts: 3,
  waits: { random: () => 0.5, pause: async (ms) => void waits.push(ms) },
};

const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("a page that took several attempts", () => {
  test.each<readonly [string, Handler]>([
    ["a fault of the server", busy],
    ["a busy server", json({ code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi" }, 403)],
    ["a reset", ({ socket }) => socket.resetAndDestroy()],
    ["half a body", cut],
    ["half a body that claims to be whole", json('{"hasMore":false,"paragr')],
    ["half a character", json(Buffer.from('{"hasMore":false,"x":"\u5634').subarray(0, -1))],
    ["silence", silence],
  ])("is complete and repeats nothing: after %s", async (_what, failing) => {
    const { server, source } = await setUp(script(failing, failing, json(PAGE)), { ...QUICK, timeoutMs: 1000 });
    const page = await source.getPage(REQUEST);
    expect(page.paragraphs.map(({ text }) => text)).toEqual(["once"]);
    expect(server.requests.map(({ url }) => url)).toEqual(Array.from({ length: 3 }, () => server.requests[0]?.url));
  });

  test("waits for a permit each time: each attempt counts as a call of its token", async () => {
    const { server, source } = await setUp(script(busy, json(PAGE)), { ...QUICK, callsPerSecond: 1, maxWaitMs: 0 });
    expect(await rejection(source.getPage(REQUEST))).toMatchObject({
      code: "RATE_LIMITED",
      message: expect.stringMatching(/are waiting/),
    });
    expect(server.requests).toHaveLength(1);
  });
});

test("after a throttled call, its token waits for the time that the upstream names; another token does not", async () => {
  const throttled = json({ code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi" }, 403);
  const { server, client, source } = await setUp(script(throttled, json(PAGE)), { maxWaitMs: 500 });
  expect(await rejection(source.getPage(REQUEST))).toMatchObject({ code: "RATE_LIMITED" });
  expect(await rejection(source.getPage(REQUEST))).toMatchObject({
    message: expect.stringMatching(/are waiting/),
  });
  expect(server.requests).toHaveLength(1);
  const other = client.as({ credentials: withToken("another"), signal: never });
  expect((await other.getPage(REQUEST)).paragraphs).toHaveLength(1);
});

test("after a call that was throttled for all customers together, every token's next calls wait", async () => {
  const throttled = json({ code: "Forbidden.AccessDenied.QpsLimitForApi" }, 403);
  const { server, client, source } = await setUp(script(throttled, json(PAGE)), { maxWaitMs: 500 });
  expect(await rejection(source.getPage(REQUEST))).toMatchObject({ code: "RATE_LIMITED" });
  const other = client.as({ credentials: withToken("another"), signal: never });
  expect(await rejection(other.getPage(REQUEST))).toMatchObject({
    message: expect.stringMatching(/are waiting/),
  });
  expect(server.requests).toHaveLength(1);
});

/** Long enough for a call to reach the server on a busy machine. */
const LATE_MS = 1000;

describe("the deadline of an operation", () => {
  const late = {
    code: "UPSTREAM_TIMEOUT",
    retryable: true,
    message: `The operation was not complete within ${LATE_MS} ms. Request less at a time, or try again.`,
  };

  test("ends the running call at its socket", async () => {
    const { server, source } = await setUp(silence, { operationTimeoutMs: LATE_MS });
    const failed = rejection(source.getPage(REQUEST));
    await once(await firstSocket(server), "close");
    expect(await failed).toMatchObject(late);
  });

  test("applies to all of its calls, and no call starts after it", async () => {
    const { server, source } = await setUp(silence, { operationTimeoutMs: LATE_MS });
    expect(await rejection(source.getPage(REQUEST))).toMatchObject(late);
    expect(await rejection(source.getPage(REQUEST))).toMatchObject(late);
    // The first one may have been aborted before it arrived.
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });

  test("includes the wait for a permit", async () => {
    const { server, client, source } = await setUp(silence, { operationTimeoutMs: LATE_MS, concurrency: 1 });
    const caller = new AbortController();
    const first = rejection(client.as({ credentials: withToken("other"), signal: caller.signal }).getPage(REQUEST));
    expect(await rejection(source.getPage(REQUEST))).toMatchObject(late);
    await first;
    expect(server.requests).toHaveLength(1);
  });

  test("includes the waits between attempts: the caller gets the last failure instead of a timeout", async () => {
    const { source } = await setUp(busy, {
      maxAttempts: 9,
      operationTimeoutMs: LATE_MS,
      waits: { random: () => 1, pause: QUICK.waits?.pause ?? (async () => {}) },
    });
    expect(await rejection(source.getPage(REQUEST))).toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  });

  test("leaves no timer behind, whether the call succeeds or fails", async () => {
    const { source } = await setUp(script(busy, json(PAGE)));
    const before = countTimers();
    await rejection(source.getPage(REQUEST));
    await source.getPage(REQUEST);
    expect(countTimers()).toBeLessThanOrEqual(before + 1); // the server's own header, for connections that stay open
  });
});

/** A page of another meeting. */
const about = (conferenceId: string): PageRequest => ({ ...REQUEST, conference: { conferenceId, unionId: null } });

describe("the circuit breaker of an upstream", () => {
  test("stops all calls to an upstream that is down, for every token, also waiting calls", async () => {
    const { server, client } = await setUp(busy, { breakerFailures: 3, concurrency: 1 });
    const calls = Array.from("abcdefgh").map((name) =>
      client.as({ credentials: withToken(name), signal: never }).getPage(about(name)),
    );
    const errors = await Promise.all(calls.map((send) => rejection(send)));
    expect(server.requests).toHaveLength(3);
    expect(errors.slice(3)).toEqual(
      errors
        .slice(3)
        .map(() =>
          expect.objectContaining({ code: "UPSTREAM_UNAVAILABLE", details: { retryAfterMs: expect.any(Number) } }),
        ),
    );
    expect(client.status).toMatchObject({ breaker: "open", waiting: 0, inFlight: 0 });
  });

  test("stops all calls to an upstream that has banned two tokens, for every token", async () => {
    const { server, client } = await setUp(json({ status: 1111, wait: 5 }), { breakerFailures: 3, maxAttempts: 3 });
    const send = (name: string) =>
      rejection(client.as({ credentials: withToken(name), signal: never }).getPage(about(name)));
    await send("a");
    await send("b");
    const error = await send("c");
    expect(error).toMatchObject({ code: "UPSTREAM_BLOCKED", retryable: false });
    expect(error).toHaveProperty("details.retryAfterMs", expect.closeTo(300_000, -3));
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ["a ban", json({ status: 1111, wait: 300 })],
    ["a Retry-After", json({ code: "systemBusy" }, 429, { "retry-after": "86400" })],
  ])("limits %s of hours to ten minutes", async (_what, handler) => {
    const { source } = await setUp(handler, { breakerFailures: 3 });
    expect(await rejection(source.getPage(REQUEST))).toMatchObject({
      details: { retryAfterMs: 600_000, upstream: { requestId: null } },
    });
    expect(await rejection(source.getPage(REQUEST))).toMatchObject({
      name: "NotSentError",
      details: { retryAfterMs: expect.closeTo(600_000, -5) },
    });
  });
});

/** An observer that records its events. */
const watch = () => {
  const events: CallEvent[] = [];
  const states: string[] = [];
  return {
    events,
    states,
    observer: { onCall: (event: CallEvent) => events.push(event), onBreaker: (state: string) => states.push(state) },
  };
};

describe("an observer", () => {
  test("gets every attempt with its outcome and duration, and nothing that was sent or received", async () => {
    const [all, own] = [watch(), watch()];
    const { client } = await setUp(script(busy, json(PAGE)), { ...QUICK, observer: all.observer });
    await client.as({ credentials: withToken(TOKEN), signal: never, observer: own.observer }).getPage(REQUEST);
    expect(all.events).toEqual([
      {
        outcome: "UPSTREAM_UNAVAILABLE",
        attempt: 1,
        sent: true,
        counted: true,
        waitedMs: expect.any(Number),
        durationMs: expect.any(Number),
        failure: { reason: "response", cause: null, upstream: { status: 500, code: "systemError", requestId: null } },
      },
      {
        outcome: "OK",
        attempt: 2,
        sent: true,
        counted: true,
        waitedMs: expect.any(Number),
        durationMs: expect.any(Number),
        failure: null,
      },
    ]);
    expect(own.events).toEqual(all.events);
  });

  test("can distinguish sent calls from refused ones", async () => {
    const { events, states, observer } = watch();
    const { client, server } = await setUp(busy, { breakerFailures: 1, observer });
    const send = () => rejection(client.as({ credentials: withToken(TOKEN), signal: never }).getPage(REQUEST));
    await send();
    await send();
    expect(events.map(({ outcome, sent }) => `${outcome} ${sent}`)).toEqual([
      "UPSTREAM_UNAVAILABLE true",
      "UPSTREAM_UNAVAILABLE false",
    ]);
    expect(states).toEqual([]);
    expect(client.status.callersWithOpenCircuit).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  test("sees a call that its caller aborted as cancelled", async () => {
    const { events, observer } = watch();
    const { client, server } = await setUp(silence, { observer });
    const caller = new AbortController();
    const failed = rejection(client.as({ credentials: withToken(TOKEN), signal: caller.signal }).getPage(REQUEST));
    await firstSocket(server);
    caller.abort();
    await failed;
    expect(events).toMatchObject([{ outcome: "CANCELLED", sent: true }]);
  });
});
