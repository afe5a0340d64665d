import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../src/playback/clock.ts";
import { formatTime, parseTime, speakTime } from "../src/playback/time-text.ts";

function createClock(durationMs: number) {
  const frames: ((nowMs: number) => void)[] = [];
  const clock = new Clock((frame) => frames.push(frame));
  clock.setDuration(durationMs);
  const paint = (nowMs: number) => frames.splice(0).forEach((frame) => frame(nowMs));
  return { clock, paint };
}

test("the clock runs at its speed while it plays, and stands still while it does not", () => {
  const { clock, paint } = createClock(60_000);
  clock.setSpeed(2);
  clock.toggle();
  [1000, 1016, 2000].forEach(paint);
  assert.equal(clock.state.timeMs, 2000);
  clock.toggle();
  paint(9000);
  assert.equal(clock.state.timeMs, 2000);
});

test("the clock counts each frame once, also when it is paused and played again between two", () => {
  const { clock, paint } = createClock(60_000);
  clock.toggle();
  paint(0);
  clock.toggle();
  clock.toggle();
  [100, 200].forEach(paint);
  assert.equal(clock.state.timeMs, 100);
});

test("the clock stops at the end, and then plays from the beginning", () => {
  const { clock, paint } = createClock(500);
  clock.toggle();
  [0, 400, 800].forEach(paint);
  assert.deepEqual([clock.state.timeMs, clock.state.playing], [500, false]);
  clock.toggle();
  assert.deepEqual([clock.state.timeMs, clock.state.playing], [0, true]);
});

test("nobody can seek beyond the recording", () => {
  const { clock } = createClock(500);
  clock.seek(900);
  assert.equal(clock.state.timeMs, 500);
  clock.seek(-1);
  assert.equal(clock.state.timeMs, 0);
});

test("times are shown as a clock does, read back, and spoken in words", () => {
  const times = [0, 5000, 245_000, 3_845_000];
  assert.deepEqual(times.map(formatTime), ["0:00", "0:05", "4:05", "1:04:05"]);
  assert.deepEqual(times.map(formatTime).map(parseTime), times);
  assert.deepEqual([parseTime("90"), parseTime("noon"), parseTime("1:2:3:4")], [90_000, null, null]);
  assert.equal(speakTime(3_845_000), "1 hour 4 minutes 5 seconds");
});
