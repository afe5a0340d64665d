import { expect, jest, test } from "@jest/globals";
import { RequestChannel, GONE } from "../../src/observability/ipc.js";
import { connectChannels, TestChannel } from "../support/channels.js";

const LONG_MS = 60_000;
const never = () => Promise.withResolvers<unknown>().promise;

test("each end may send requests, and responses that come out of order reach the right sender", async () => {
  const [near, far] = connectChannels();
  const slow = Promise.withResolvers<string>();
  const here = new RequestChannel(near, { name: async () => "near" });
  const there = new RequestChannel(far, { slow: () => slow.promise, quick: async () => ({ of: [1, 2] }) });
  const first = here.request("slow", LONG_MS);
  expect(await here.request("quick", LONG_MS)).toEqual({ of: [1, 2] });
  expect(await there.request("name", LONG_MS)).toBe("near");
  slow.resolve("at last");
  expect(await first).toBe("at last");
});

test("the errors of a handler are returned, and so is the error for a request without a handler", async () => {
  const [near, far] = connectChannels();
  const here = new RequestChannel(near, {});
  void new RequestChannel(far, { broken: async () => Promise.reject(new TypeError("no registry")) });
  await expect(here.request("broken", LONG_MS)).rejects.toThrow("TypeError: no registry");
  await expect(here.request("unknown", LONG_MS)).rejects.toThrow("this process has no handler for: unknown");
});

test("a request without a response fails with an error that names the request and the wait", async () => {
  const [near, far] = connectChannels();
  void new RequestChannel(far, { silent: never });
  const sent = new RequestChannel(near, {}).request("silent", 20);
  await expect(sent).rejects.toThrow("another process did not respond within 20 ms: silent");
});

test("a response in time leaves no timer, which would keep the process alive", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
  try {
    const [near, far] = connectChannels();
    void new RequestChannel(far, { name: async () => "far" });
    expect(await new RequestChannel(near, {}).request("name", LONG_MS)).toBe("far");
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});

test.each(GONE)("the response of a process that is gone, or ends meanwhile, is null (%s)", async (event) => {
  const [near, far] = connectChannels();
  void new RequestChannel(far, { silent: never });
  const here = new RequestChannel(near, {});
  const sent = here.request("silent", LONG_MS);
  far.cut(event);
  expect(await sent).toBeNull();
  expect(await here.request("silent", LONG_MS)).toBeNull();
});

test.each([
  null,
  "text",
  7,
  {},
  { id: "1", request: "name" },
  { responseTo: 1 },
  { responseTo: 1, value: 1, failure: 1 },
])("other messages are ignored: %j", async (message) => {
  const [near, far] = connectChannels();
  void new RequestChannel(far, { name: async () => "far" });
  const sent = new RequestChannel(near, {}).request("name", LONG_MS);
  near.receive(message);
  far.receive(message);
  expect(await sent).toBe("far");
  expect(near.received).toHaveLength(2);
});

test("a response to a process that has gone causes no error", async () => {
  const [near, far] = connectChannels();
  const response = Promise.withResolvers<string>();
  void new RequestChannel(far, { late: () => response.promise });
  const sent = new RequestChannel(near, {}).request("late", LONG_MS);
  near.cut();
  response.resolve("too late");
  expect(await sent).toBeNull();
});

test("a request over a channel that was never open gives null", async () => {
  expect(await new RequestChannel(new TestChannel(), {}).request("name", LONG_MS)).toBeNull();
});
