import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePlace, toAddress } from "../src/address/place.ts";

const PAGE = "https://minutes.example/player/";

test("an address names a meeting, a moment and a search", () => {
  assert.deepEqual(parsePlace(`${PAGE}?meeting=demo#t=754&q=${encodeURIComponent("预算 & Q3")}`), {
    conferenceId: "demo",
    timeMs: 754_000,
    query: "预算 & Q3",
  });
});

test("a moment may be written as a clock shows it, and any other text is ignored", () => {
  const times = ["t=1:02:03", "t=90.5", "t=noon", "t=", ""].map((hash) => parsePlace(`${PAGE}#${hash}`).timeMs);
  assert.deepEqual(times, [3_723_000, 90_500, null, null, null]);
});

test("a place that is written as an address and read again is the same", () => {
  const places = [
    { conferenceId: "a b/c?d#e", timeMs: 5000, query: "50% + 1" },
    { conferenceId: "demo", timeMs: null, query: "" },
    { conferenceId: null, timeMs: 0, query: '"next quarter"' },
  ];
  assert.deepEqual(
    places.map((place) => parsePlace(toAddress(`${PAGE}?old#t=1`, place))),
    places,
  );
});
