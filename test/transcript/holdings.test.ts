import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { limitSource } from "../../src/transcript/budget.js";
import { Holdings, Share } from "../../src/transcript/holdings.js";
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
  const holdings = new Holdings(10);
  const [one, other] = [new Share(holdings), new Share(holdings)];
  one.take(8);
  expect(() => other.take(3)).toThrow(expect.objectContaining(NO_ROOM));
  other.take(2);
  one.close();
  other.take(8);
  expect(holdings.paragraphs).toBe(10);
});

test("a page counts with what it may bring while it is on its way, then with what it brought", async () => {
  const holdings = new Holdings(100);
  const limited = limitSource(new FakeSource(evenTranscript(3)), ROOMY, new Share(holdings));
  const page = limited.getPage(ask(60));
  expect(holdings.paragraphs).toBe(60);
  await page;
  expect(holdings.paragraphs).toBe(3);
});

test("where there is no room, nothing is asked of the upstream", async () => {
  const source = new FakeSource(evenTranscript(3));
  const limited = limitSource(source, ROOMY, new Share(new Holdings(59)));
  await expect(limited.getPage(ask(60))).rejects.toMatchObject(NO_ROOM);
  expect(source.calls).toEqual([]);
  await limited.getPage(ask(59));
});

test("a call that fails holds nothing", async () => {
  const holdings = new Holdings(100);
  const failing = { getPage: () => Promise.reject(new Error("broken")) };
  await expect(limitSource(failing, ROOMY, new Share(holdings)).getPage(ask(60))).rejects.toThrow("broken");
  expect(holdings.paragraphs).toBe(0);
});

test("a page that comes when its operation is over leaves nothing behind", async () => {
  const holdings = new Holdings(100);
  const share = new Share(holdings);
  const page = limitSource(new FakeSource(evenTranscript(3)), ROOMY, share).getPage(ask(60));
  share.close();
  await page;
  expect(holdings.paragraphs).toBe(0);
});

test("whatever operations take and give back, what is held is never below none or above the most, and none is left at the end", () => {
  const step = fc.record({ who: fc.nat(4), what: fc.constantFrom("take", "giveBack", "close"), count: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const holdings = new Holdings(100);
      const shares = Array.from({ length: 5 }, () => ({ share: new Share(holdings), own: 0 }));
      for (const { who, what, count } of steps) {
        const one = shares[who]!;
        const before = holdings.paragraphs;
        if (what === "close") one.share.close();
        else if (what === "giveBack") one.share.giveBack(Math.min(count, one.own));
        else if (before + count <= 100) one.share.take(count);
        one.own += holdings.paragraphs - before;
        expect(holdings.paragraphs).toBe(shares.reduce((sum, { own }) => sum + own, 0));
      }
      for (const { share } of shares) share.close();
      expect(holdings.paragraphs).toBe(0);
    }),
  );
});
