import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { RemoteClock } from "../../../src/upstream/resilience/remote-clock.js";
import { cases } from "../../support/random-cases.js";

/** One reading of a clock that is `ahead` of ours, with the durations of the request and the response. */
const look = (requestedAt: number, thereMs: number, backMs: number, ahead: number) => ({
  requestedAt,
  respondedAt: requestedAt + thereMs + backMs,
  remote: requestedAt + thereMs + ahead,
});

test("a converted time is never early, and late by at most the fastest round trip", () => {
  const delays = fc.record({ there: fc.nat(500), back: fc.nat(500) });
  fc.assert(
    fc.property(
      fc.array(delays, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: -1e6, max: 1e12 }),
      (all, ahead) => {
        const clock = new RemoteClock();
        all.forEach(({ there, back }, index) => clock.learn(look(index * 100, there, back, ahead)));
        const fastest = Math.min(...all.map(({ back }) => back));
        expect(clock.toLocal(5000 + ahead)).toBeCloseTo(5000 + fastest, 2);
        const last = all.at(-1);
        expect(clock.roundTripMs).toBeCloseTo((last?.there ?? 0) + (last?.back ?? 0), 2);
      },
    ),
    cases(100),
  );
});

test("a clock that was set back is used at once", () => {
  const clock = new RemoteClock();
  clock.learn(look(0, 1, 1, 60_000));
  clock.learn(look(100, 1, 2, 0));
  expect(clock.toLocal(500)).toBe(502);
});

test("a reading is used for ten seconds at least and forgotten after twenty, because clocks drift", () => {
  const clock = new RemoteClock();
  const localTimes = [0, 9999, 10_000, 19_999, 20_000].map((at, index) => {
    // The first response is the fastest. The slow ones after it do not show that the clock has drifted back.
    clock.learn(index === 0 ? look(at, 0, 0, 10) : look(at - 40, 20, 20, 5));
    return clock.toLocal(0);
  });
  expect(localTimes).toEqual([-10, -10, -10, -10, 15]);
});
