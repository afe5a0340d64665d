import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CallBudget, limitSource } from "../../src/transcript/call-budget.js";
import { MemoryBudget, MemoryReservation, PARAGRAPH_BYTES } from "../../src/transcript/memory-budget.js";
import type { PageRequest, PageSource } from "../../src/transcript/page-source.js";
import { evenTranscript, FakeSource } from "../support/fake-source.js";
import { cases } from "../support/random-cases.js";

/** The memory of a paragraph that is read: itself, and one response with it. */
const READ = PARAGRAPH_BYTES.held + PARAGRAPH_BYTES.written;
const NO_ROOM = { code: "RATE_LIMITED", retryable: true, details: { retryAfterMs: 5000 } };
const ROOMY = { maxCalls: 100, maxParagraphs: 1000 };
const requestOf = (maxResults: number): PageRequest => ({
  conference: { conferenceId: "m", unionId: null },
  direction: "ascending",
  start: null,
  maxResults,
});
const budgetOf = (paragraphs: number) => new MemoryBudget(paragraphs * READ);

test("one operation's reserved memory is not available to others until its response has been sent", () => {
  const budget = budgetOf(12);
  const [one, other] = [new MemoryReservation(budget, "a"), new MemoryReservation(budget, "b")];
  one.read(9);
  expect(() => other.read(4)).toThrow(expect.objectContaining(NO_ROOM));
  other.read(3);
  one.close();
  other.read(6);
  expect(budget.bytes).toBe(9 * READ);
});

test("a single caller gets three quarters, so that another caller finds some at once, and then each gets half", () => {
  const budget = budgetOf(100);
  const lone = Array.from({ length: 4 }, () => new MemoryReservation(budget, "a"));
  const other = new MemoryReservation(budget, "b");
  for (const one of lone.slice(0, 3)) one.read(25);
  expect(() => lone[3]?.read(1)).toThrow(expect.objectContaining(NO_ROOM));
  other.read(25);
  lone[0]?.close();
  lone[1]?.close();
  lone[3]?.read(25);
  expect(() => lone[3]?.read(1)).toThrow(expect.objectContaining(NO_ROOM));
  other.read(25);
  expect(() => other.read(1)).toThrow(expect.objectContaining(NO_ROOM));
  other.close();
  lone[3]?.read(25);
});

test("read paragraphs include memory for one response, and a larger response takes more", () => {
  const budget = budgetOf(100);
  const reservation = new MemoryReservation(budget, "a");
  reservation.read(4);
  reservation.write(4 * PARAGRAPH_BYTES.written);
  expect(budget.bytes).toBe(4 * READ);
  reservation.write(4 * PARAGRAPH_BYTES.written + 1);
  expect(budget.bytes).toBe(4 * READ + 1);
});

test("once the response is written, only its bytes are held", () => {
  const budget = budgetOf(100);
  const reservation = new MemoryReservation(budget, "a");
  reservation.read(50);
  reservation.settle(1234);
  expect(budget.bytes).toBe(1234);
  reservation.close();
  expect(budget.bytes).toBe(0);
});

test("a response that can never fit fails with an error that is not retryable", () => {
  const reservation = new MemoryReservation(new MemoryBudget(100_000), "a");
  reservation.read(1);
  expect(() => reservation.read(2)).toThrow(
    expect.objectContaining({
      code: "OPERATION_TOO_COSTLY",
      message: "the operation takes 84000 bytes of memory or more; at most 75000: request less at a time",
    }),
  );
});

test("a page with more paragraphs than requested counts with the requested number", async () => {
  const budget = budgetOf(10);
  const generous = { getPage: async () => ({ paragraphs: evenTranscript(30), hasMore: false, token: null }) };
  const page = await limitSource(generous, new CallBudget(ROOMY), new MemoryReservation(budget, "a")).getPage(
    requestOf(5),
  );
  expect(page.paragraphs).toHaveLength(30);
  expect(budget.bytes).toBe(5 * READ);
});

test("a page counts with its maximum while it is in flight, then with its own number", async () => {
  const budget = budgetOf(100);
  const limited = limitSource(
    new FakeSource(evenTranscript(3)),
    new CallBudget(ROOMY),
    new MemoryReservation(budget, "a"),
  );
  const page = limited.getPage(requestOf(60));
  expect(budget.bytes).toBe(60 * READ);
  await page;
  expect(budget.bytes).toBe(3 * READ);
});

test("without memory no call is made", async () => {
  const source = new FakeSource(evenTranscript(3));
  const budget = budgetOf(100);
  new MemoryReservation(budget, "a").read(51);
  const limited = limitSource(source, new CallBudget(ROOMY), new MemoryReservation(budget, "b"));
  await expect(limited.getPage(requestOf(50))).rejects.toMatchObject(NO_ROOM);
  expect(source.calls).toEqual([]);
  await limited.getPage(requestOf(49));
});

test("a failed call reserves no memory", async () => {
  const budget = budgetOf(100);
  const failing = { getPage: () => Promise.reject(new Error("broken")) };
  const limited = limitSource(failing, new CallBudget(ROOMY), new MemoryReservation(budget, "a"));
  await expect(limited.getPage(requestOf(60))).rejects.toThrow("broken");
  expect(budget.bytes).toBe(0);
});

test("a page that arrives after its operation has ended reserves no memory", async () => {
  const budget = budgetOf(100);
  const reservation = new MemoryReservation(budget, "a");
  const page = limitSource(new FakeSource(evenTranscript(3)), new CallBudget(ROOMY), reservation).getPage(
    requestOf(60),
  );
  reservation.close();
  await page;
  expect(budget.bytes).toBe(0);
});

test("the total is the sum of the reservations and never exceeds the maximum, and none is left at the end", () => {
  const step = fc.record({
    who: fc.nat(4),
    what: fc.constantFrom("read", "write", "settle", "close"),
    amount: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const budget = budgetOf(100);
      const operations = Array.from({ length: 5 }, (_, index) => ({
        reservation: new MemoryReservation(budget, `caller ${index % 3}`),
        paragraphs: 0,
        written: 0,
        open: true,
      }));
      for (const { who, what, amount } of steps) {
        const one = operations[who]!;
        const wanted = {
          read: { paragraphs: one.paragraphs + amount },
          write: { written: amount * READ },
          settle: { paragraphs: 0, written: amount * READ },
          close: { paragraphs: 0, written: 0 },
        }[what];
        const act = {
          read: () => one.reservation.read(amount),
          write: () => one.reservation.write(amount * READ),
          settle: () => one.reservation.settle(amount * READ),
          close: () => one.reservation.close(),
        }[what];
        if (succeeds(act) && one.open) Object.assign(one, wanted);
        if (what === "close") one.open = false;
        const sum = operations.reduce((total, { paragraphs, written }) => {
          const room = Math.max(paragraphs * PARAGRAPH_BYTES.written, written);
          return total + paragraphs * PARAGRAPH_BYTES.held + room;
        }, 0);
        expect(budget.bytes).toBe(sum);
        expect(budget.bytes).toBeLessThanOrEqual(budget.maxBytes);
      }
      for (const { reservation } of operations) reservation.close();
      expect(budget.bytes).toBe(0);
    }),
    cases(100),
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

test("the pages that an operation has read are released together, and a page that comes later is not", async () => {
  const released: number[] = [];
  let calls = 0;
  const source: PageSource = {
    getPage: async () => {
      const call = (calls += 1);
      return { paragraphs: [], hasMore: true, token: null, release: () => released.push(call) };
    },
  };
  const reservation = new MemoryReservation(budgetOf(100), "a");
  const limited = limitSource(source, new CallBudget(ROOMY), reservation);
  await limited.getPage(requestOf(1));
  await limited.getPage(requestOf(1));
  expect(released).toEqual([]);
  reservation.releasePages();
  await limited.getPage(requestOf(1));
  reservation.releasePages();
  expect(released).toEqual([1, 2]);
});
