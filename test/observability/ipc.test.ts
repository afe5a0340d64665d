import { expect, test } from "@jest/globals";
import { Conversation, GONE } from "../../src/observability/ipc.js";
import { connectChannels, TestChannel } from "../support/channels.js";

const LONG_MS = 60_000;
const never = () => Promise.withResolvers<unknown>().promise;

test("each end may ask the other, and answers that come out of turn reach those who asked", async () => {
  const [near, far] = connectChannels();
  const slow = Promise.withResolvers<string>();
  const here = new Conversation(near, { name: async () => "near" });
  const there = new Conversation(far, { slow: () => slow.promise, quick: async () => ({ of: [1, 2] }) });
  const first = here.ask("slow", LONG_MS);
  expect(await here.ask("quick", LONG_MS)).toEqual({ of: [1, 2] });
  expect(await there.ask("name", LONG_MS)).toBe("near");
  slow.resolve("at last");
  expect(await first).toBe("at last");
});

test("what the other end throws is told, and so is that it knows no answer", async () => {
  const [near, far] = connectChannels();
  const here = new Conversation(near, {});
  void new Conversation(far, { broken: async () => Promise.reject(new TypeError("no registry")) });
  await expect(here.ask("broken", LONG_MS)).rejects.toThrow("TypeError: no registry");
  await expect(here.ask("unknown", LONG_MS)).rejects.toThrow("this process has no answer to: unknown");
});

test("silence ends in an error that says how long it was waited for what", async () => {
  const [near, far] = connectChannels();
  void new Conversation(far, { silent: never });
  const asked = new Conversation(near, {}).ask("silent", 20);
  await expect(asked).rejects.toThrow("another process did not answer within 20 ms: silent");
});

test.each(GONE)("from a process that is gone, or goes meanwhile, there is null (%s)", async (event) => {
  const [near, far] = connectChannels();
  void new Conversation(far, { silent: never });
  const here = new Conversation(near, {});
  const asked = here.ask("silent", LONG_MS);
  far.cut(event);
  expect(await asked).toBeNull();
  expect(await here.ask("silent", LONG_MS)).toBeNull();
});

test.each([null, "text", 7, {}, { id: "1", question: "name" }, { answerTo: 1 }, { answerTo: 1, value: 1, failure: 1 }])(
  "what is no part of the conversation is left alone: %j",
  async (message) => {
    const [near, far] = connectChannels();
    void new Conversation(far, { name: async () => "far" });
    const asked = new Conversation(near, {}).ask("name", LONG_MS);
    near.receive(message);
    far.receive(message);
    expect(await asked).toBe("far");
    expect(near.received).toHaveLength(2);
  },
);

test("an answer to one who has gone is nobody's fault", async () => {
  const [near, far] = connectChannels();
  const answer = Promise.withResolvers<string>();
  void new Conversation(far, { late: () => answer.promise });
  const asked = new Conversation(near, {}).ask("late", LONG_MS);
  near.cut();
  answer.resolve("too late");
  expect(await asked).toBeNull();
});

test("a channel that was never open gives null", async () => {
  expect(await new Conversation(new TestChannel(), {}).ask("name", LONG_MS)).toBeNull();
});
