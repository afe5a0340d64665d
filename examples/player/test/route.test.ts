import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRoute, toAddress } from "../src/address/route.ts";

const PAGE = "https://minutes.example/player/";

test("an address names a meeting, a time and a search", () => {
  assert.deepEqual(parseRoute(`${PAGE}?meeting=demo#t=754&q=${encodeURIComponent("预算 & Q3")}`), {
    conferenceId: "demo",
    timeMs: 754_000,
    query: "预算 & Q3",
  });
});

test("a time may be written as a clock shows it, and any other text is ignored", () => {
  const times = ["t=1:02:03", "t=90.5", "t=noon", "t=", ""].map((hash) => parseRoute(`${PAGE}#${hash}`).timeMs);
  assert.deepEqual(times, [3_723_000, 90_500, null, null, null]);
});

test("a route that is written as an address and read again is the same", () => {
  const routes = [
    { conferenceId: "a b/c?d#e", timeMs: 5000, query: "50% + 1" },
    { conferenceId: "demo", timeMs: null, query: "" },
    { conferenceId: null, timeMs: 0, query: '"next quarter"' },
  ];
  assert.deepEqual(
    routes.map((route) => parseRoute(toAddress(`${PAGE}?old#t=1`, route))),
    routes,
  );
});
