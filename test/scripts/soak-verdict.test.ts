import { expect, test } from "@jest/globals";
import { conclude, judge } from "../../scripts/soak/verdict.mjs";

const SAMPLES = 60;

/** A run with this heap, or this memory outside the heap, at each sample, from 0 to 1 of its time, and then at rest. */
function run(heapMb: (share: number) => number, sockets = 0, externalMb = (_share: number) => 30) {
  const samples = Array.from({ length: SAMPLES }, (_, index) => ({
    heapMb: heapMb(index / SAMPLES),
    externalMb: externalMb(index / SAMPLES),
    rssMb: 200,
    handles: 40,
    sockets: 36,
  }));
  return [...samples, { heapMb: 50, externalMb: 30, rssMb: 200, handles: 4, sockets }];
}

/** Noise without a trend, the same each time. */
const noise = (share: number) => 2 * Math.sin(share * 1000);

test("memory that rises for ten minutes without a break is a fault, even if each third has little more than the one before", () => {
  const { faults } = judge(
    run((share) => 50 + 6 * share + noise(share) / 10),
    10,
  );
  expect(faults).toEqual([expect.stringMatching(/^heapMb rises steadily: from 52\.\d to 55\.\d$/)]);
});

test("memory outside the heap, such as buffers, that rises for ten minutes without a break is a fault", () => {
  const { faults } = judge(
    run(
      () => 50,
      0,
      (share) => 30 + 6 * share,
    ),
    10,
  );
  expect(faults).toEqual([expect.stringMatching(/^externalMb rises steadily: from 32\.\d to 35\.\d$/)]);
});

test("memory that grows by a fifth between the second third and the last one is a fault", () => {
  const { faults } = judge(
    run((share) => (share < 0.66 ? 50 : 65)),
    10,
  );
  expect(faults).toContainEqual("heapMb grows: 50.0, and then 65.0");
});

test.each([
  ["goes up and down", (share: number) => 50 + noise(share)],
  ["rises only while the gateway warms up", (share: number) => 50 - 20 * Math.exp(-12 * share) + noise(share) / 4],
])("memory that %s levels off", (_which, heapMb) => {
  expect(judge(run(heapMb), 10)).toEqual({ conclusive: true, faults: [] });
  expect(conclude(true)).toBe("Memory, handles and sockets level off.");
});

test("a short run has no verdict on memory: a minute of rising memory is never called level", () => {
  expect(
    judge(
      run((share) => 50 + 10 * share),
      1,
    ),
  ).toEqual({ conclusive: false, faults: [] });
  expect(conclude(false)).toContain("No verdict on memory");
});

test("sockets that are open at rest are a fault, even in a short run", () => {
  expect(
    judge(
      run(() => 50, 3),
      1,
    ).faults,
  ).toEqual(["3 sockets are left at rest"]);
});
