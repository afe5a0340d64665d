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

test("before the recording's length is known the clock goes to any time; then it goes back to the end if it is beyond it", () => {
  const clock = new Clock(() => undefined, 90_000);
  clock.seek(95_000);
  assert.equal(clock.state.timeMs, 95_000);
  clock.setDuration(60_000);
  assert.equal(clock.state.timeMs, 60_000);
});

test("the clock plays on from its time while the recording's length is not known yet", () => {
  const frames: ((nowMs: number) => void)[] = [];
  const clock = new Clock((frame) => frames.push(frame), 90_000);
  clock.toggle();
  for (const nowMs of [0, 100]) frames.splice(0).forEach((frame) => frame(nowMs));
  assert.deepEqual([clock.state.timeMs, clock.state.playing], [90_100, true]);
});

test("the clock remembers the paragraph that it was set to, also after a step, until it is set to a time only", () => {
  const { clock, paint } = createClock(60_000);
  clock.seek(4000, "paragraph");
  clock.step(5000);
  clock.toggle();
  [0, 100].forEach(paint);
  assert.deepEqual([clock.state.timeMs, clock.state.paragraphId], [9100, "paragraph"]);
  clock.seek(4000);
  assert.equal(clock.state.paragraphId, null);
});

test("a clock that is set to another time at its end continues from there", () => {
  const { clock, paint } = createClock(500);
  clock.subscribe(() => {
    if (clock.state.playing && clock.state.timeMs === 500) clock.seek(0, "next");
  });
  clock.toggle();
  [0, 500, 600].forEach(paint);
  assert.deepEqual([clock.state.timeMs, clock.state.playing], [100, true]);
});

test("a clock with a file shows the file's time, and controls the file", () => {
  const { clock, paint } = createClock(60_000);
  const told: unknown[] = [];
  const file = {
    timeMs: 0,
    play: () => told.push("play"),
    pause: () => told.push("pause"),
    seek: (timeMs: number) => told.push(timeMs),
    setSpeed: (speed: number) => told.push(`${speed}x`),
  };
  clock.seek(4000);
  clock.attach(file);
  clock.toggle();
  file.timeMs = 4321;
  paint(10);
  assert.equal(clock.state.timeMs, 4321);
  clock.setSpeed(2);
  clock.seek(7000);
  clock.toggle();
  assert.deepEqual(told, [4000, "1x", "play", "2x", 7000, "pause"]);
  assert.equal(clock.state.playing, false);
});

test("the clock follows a file that is operated by its own controls", () => {
  const { clock, paint } = createClock(60_000);
  clock.adopt({ playing: true, timeMs: 2000 });
  [0, 100].forEach(paint);
  assert.equal(clock.state.timeMs, 2100);
  clock.adopt({ playing: false });
  paint(300);
  assert.equal(clock.state.timeMs, 2100);
});

test("times are written like a clock's, read back, and spoken in words", () => {
  const times = [0, 5000, 245_000, 3_845_000];
  assert.deepEqual(times.map(formatTime), ["0:00", "0:05", "4:05", "1:04:05"]);
  assert.deepEqual(times.map(formatTime).map(parseTime), times);
  assert.deepEqual([parseTime("90"), parseTime("noon"), parseTime("1:2:3:4")], [90_000, null, null]);
  assert.deepEqual([parseTime("1：02"), parseTime(" 5 ")], [62_000, 5000]);
  assert.equal(speakTime(3_845_000, "en"), "1 hour, 4 minutes, 5 seconds");
  assert.equal(speakTime(0, "en"), "0 seconds");
  assert.equal(speakTime(3_845_000, "zh-CN"), "1小时4分钟5秒钟");
});
