import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { limitSource } from "../../src/transcript/call-budget.js";
import { MemoryBudget, MemoryReservation } from "../../src/transcript/memory-budget.js";
import type { PageRequest } from "../../src/transcript/page-source.js";
import { evenTranscript, FakeSource } from "../support/fake-source.js";

const NO_ROOM = { code: "RATE_LIMITED", retryable: true, details: { retryAfterMs: 5000 } };
const ROOMY = { maxCalls: 100, maxParagraphs: 1000 };
const ask = (maxResults: number): PageRequest => ({
  conference: { conferenceId: "m", unionId: null },
  direction: "ascending",
  start: null,
  maxResults,
});

test("what one operation holds is not there for another, until its answer is out", () => {
  const holdings = new MemoryBudget(10);
  const [one, other] = [new MemoryReservation(holdings), new MemoryReservation(holdings)];
  one.read(8);
  expect(() => other.read(3)).toThrow(expect.objectContaining(NO_ROOM));
  other.read(2);
  one.close();
  other.read(8);
  expect(holdings.paragraphs).toBe(10);
});

test("what was read has room for one answer with all of it, and takes up more when it is answered several times", () => {
  const holdings = new MemoryBudget(10);
  const share = new MemoryReservation(holdings);
  share.read(4);
  share.answer(4);
  expect(holdings.paragraphs).toBe(4);
  share.answer(4);
  expect(holdings.paragraphs).toBe(8);
  new MemoryReservation(holdings).read(2);
  expect(() => share.answer(1)).toThrow(expect.objectContaining(NO_ROOM));
  expect(holdings.paragraphs).toBe(10);
});

test("what never has room is told so, and not to come back later", () => {
  const share = new MemoryReservation(new MemoryBudget(10));
  share.read(4);
  expect(() => share.read(7)).toThrow(
    expect.objectContaining({
      code: "OPERATION_TOO_COSTLY",
      message: "the operation takes up as much memory as 11 paragraphs or more; at most 10: ask for less at a time",
    }),
  );
});

test("a page with more than was asked for counts with what was asked for", async () => {
  const holdings = new MemoryBudget(10);
  const generous = { getPage: async () => ({ paragraphs: evenTranscript(30), hasMore: false, token: null }) };
  const page = await limitSource(generous, ROOMY, new MemoryReservation(holdings)).getPage(ask(5));
  expect(page.paragraphs).toHaveLength(30);
  expect(holdings.paragraphs).toBe(5);
});

test("a page counts with what it may bring while it is on its way, then with what it brought", async () => {
  const holdings = new MemoryBudget(100);
  const limited = limitSource(new FakeSource(evenTranscript(3)), ROOMY, new MemoryReservation(holdings));
  const page = limited.getPage(ask(60));
  expect(holdings.paragraphs).toBe(60);
  await page;
  expect(holdings.paragraphs).toBe(3);
});

test("where there is no room, nothing is asked of the upstream", async () => {
  const source = new FakeSource(evenTranscript(3));
  const holdings = new MemoryBudget(60);
  new MemoryReservation(holdings).read(1);
  const limited = limitSource(source, ROOMY, new MemoryReservation(holdings));
  await expect(limited.getPage(ask(60))).rejects.toMatchObject(NO_ROOM);
  expect(source.calls).toEqual([]);
  await limited.getPage(ask(59));
});

test("a call that fails holds nothing", async () => {
  const holdings = new MemoryBudget(100);
  const failing = { getPage: () => Promise.reject(new Error("broken")) };
  await expect(limitSource(failing, ROOMY, new MemoryReservation(holdings)).getPage(ask(60))).rejects.toThrow("broken");
  expect(holdings.paragraphs).toBe(0);
});

test("a page that comes when its operation is over leaves nothing behind", async () => {
  const holdings = new MemoryBudget(100);
  const share = new MemoryReservation(holdings);
  const page = limitSource(new FakeSource(evenTranscript(3)), ROOMY, share).getPage(ask(60));
  share.close();
  await page;
  expect(holdings.paragraphs).toBe(0);
});

test("whatever operations read and answer, what is held is what they hold, at most the most, and none is left at the end", () => {
  const step = fc.record({
    who: fc.nat(4),
    what: fc.constantFrom("read", "answer", "close"),
    by: fc.integer({ min: -40, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const holdings = new MemoryBudget(100);
      const operations = Array.from({ length: 5 }, () => ({
        share: new MemoryReservation(holdings),
        read: 0,
        answer: 0,
        open: true,
      }));
      for (const { who, what, by } of steps) {
        const one = operations[who]!;
        const change = what === "close" ? 0 : Math.max(by, -one[what]);
        const done = succeeds(() => (what === "close" ? one.share.close() : one.share[what](change)));
        if (what === "close") Object.assign(one, { read: 0, answer: 0, open: false });
        else one[what] += done && one.open ? change : 0;
        expect(done || change > 0).toBe(true);
        expect(holdings.paragraphs).toBe(operations.reduce((sum, { read, answer }) => sum + Math.max(read, answer), 0));
        expect(holdings.paragraphs).toBeLessThanOrEqual(100);
      }
      for (const { share } of operations) share.close();
      expect(holdings.paragraphs).toBe(0);
    }),
  );
});

function succeeds(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
