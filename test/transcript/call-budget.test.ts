import { expect, test } from "@jest/globals";
import { CallBudget, limitSource } from "../../src/transcript/call-budget.js";
import { MemoryBudget, MemoryReservation } from "../../src/transcript/memory-budget.js";
import type { PageRequest } from "../../src/transcript/page-source.js";
import { evenTranscript, FakeSource } from "../support/fake-source.js";

const requestOf = (maxResults: number): PageRequest => ({
  conference: { conferenceId: "m", unionId: null },
  direction: "ascending",
  start: null,
  maxResults,
});
const share = () => new MemoryReservation(new MemoryBudget(Infinity), "caller");
const TOO_COSTLY = { code: "OPERATION_TOO_COSTLY" };

test("calls beyond the budget do not reach the source", async () => {
  const source = new FakeSource(evenTranscript(3));
  const limited = limitSource(source, new CallBudget({ maxCalls: 2, maxParagraphs: 100 }), share());
  await limited.getPage(requestOf(1));
  await limited.getPage(requestOf(1));
  await expect(limited.getPage(requestOf(1))).rejects.toMatchObject(TOO_COSTLY);
  expect(source.calls).toHaveLength(2);
});

test("a page with fewer paragraphs than its maximum counts with its own number", async () => {
  const limited = limitSource(
    new FakeSource(evenTranscript(3)),
    new CallBudget({ maxCalls: 100, maxParagraphs: 10 }),
    share(),
  );
  await limited.getPage(requestOf(10));
  await limited.getPage(requestOf(7));
  await expect(limited.getPage(requestOf(5))).rejects.toMatchObject({
    ...TOO_COSTLY,
    message: "the operation needs 11 paragraphs or more; at most 10: request less at a time",
  });
});

test("parallel calls do not exceed the budget together", async () => {
  const source = new FakeSource(evenTranscript(100));
  const limited = limitSource(source, new CallBudget({ maxCalls: 100, maxParagraphs: 100 }), share());
  const results = await Promise.allSettled([1, 2, 3].map(() => limited.getPage(requestOf(50))));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(source.calls).toHaveLength(2);
});

test("a call that fails counts as a call, but counts no paragraphs", async () => {
  const failing = { getPage: () => Promise.reject(new Error("broken")) };
  const limited = limitSource(failing, new CallBudget({ maxCalls: 2, maxParagraphs: 10 }), share());
  await expect(limited.getPage(requestOf(10))).rejects.toThrow("broken");
  await expect(limited.getPage(requestOf(10))).rejects.toThrow("broken");
  await expect(limited.getPage(requestOf(10))).rejects.toMatchObject(TOO_COSTLY);
});
