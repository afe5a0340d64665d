import type { Worker } from "node:cluster";
import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { Supervisor, type WorkerEnd } from "../src/workers.js";

/** A worker that the test controls. */
class FakeWorker extends EventEmitter {
  readonly signals: string[] = [];
  readonly process = { kill: (signal: string) => this.signals.push(signal) };
  constructor(readonly id: number) {
    super();
  }
}

const isWorker = (worker: unknown): worker is Worker => worker instanceof FakeWorker;

function startSupervisor(count: number, ports = 1) {
  const forked: FakeWorker[] = [];
  const ends: WorkerEnd[] = [];
  const pool = {
    fork: () => {
      const worker: unknown = forked[forked.push(new FakeWorker(forked.length + 1)) - 1];
      if (!isWorker(worker)) throw new Error("not a worker");
      return worker;
    },
  };
  const backOffMs = { first: 100, longest: 300 };
  const supervisor = new Supervisor(pool, { count, ports, onEnd: (end) => ends.push(end), backOffMs });
  return { forked, ends, supervisor };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test("a worker that ends is replaced after a wait that doubles up to a maximum, until one listens again", () => {
  const { forked, ends } = startSupervisor(1);
  forked[0]?.emit("listening");
  for (const [index, waitMs] of [100, 200, 300, 300].entries()) {
    forked[index]?.emit("exit", null, "SIGKILL");
    jest.advanceTimersByTime(waitMs - 1);
    expect(forked).toHaveLength(index + 1);
    jest.advanceTimersByTime(1);
    expect(forked).toHaveLength(index + 2);
  }
  forked[4]?.emit("listening");
  forked[4]?.emit("exit", 1, null);
  expect(ends.at(0)).toEqual({ worker: 1, code: null, signal: "SIGKILL", waitMs: 100 });
  expect(ends.at(-1)).toEqual({ worker: 5, code: 1, signal: null, waitMs: 100 });
});

test("a replacement that the system cannot start, for example because there are too many processes, is tried again", () => {
  const { forked, ends } = startSupervisor(1);
  forked[0]?.emit("listening");
  forked[0]?.emit("exit", null, "SIGKILL");
  jest.advanceTimersByTime(100);
  forked[1]?.emit("error", new Error("spawn EAGAIN"));
  jest.advanceTimersByTime(200);
  expect(forked).toHaveLength(3);
  expect(ends.at(-1)).toEqual({ worker: 2, code: null, signal: null, waitMs: 200 });
});

test("an error of a worker that runs, such as a message that cannot be sent, ends nothing", () => {
  const { forked, ends } = startSupervisor(1);
  forked[0]?.emit("listening");
  Object.assign(forked[0]?.process ?? {}, { pid: 1 });
  forked[0]?.emit("error", new Error("write EPIPE"));
  jest.advanceTimersByTime(1000);
  expect({ forked: forked.length, ends }).toEqual({ forked: 1, ends: [] });
});

test("if a worker ends before any has listened, the others end first, and then everything with its exit code", async () => {
  const { forked, supervisor } = startSupervisor(2);
  const ended = jest.fn();
  void supervisor.ended.then(ended);
  forked[1]?.emit("exit", 7, null);
  await jest.advanceTimersByTimeAsync(1000);
  expect(forked[0]?.signals).toEqual(["SIGTERM"]);
  expect(ended).not.toHaveBeenCalled();
  forked[0]?.emit("exit", 0, null);
  expect(await supervisor.ended).toBe(7);
  expect(forked).toHaveLength(2);
});

test("if a worker cannot listen on its second port, everything ends, because a replacement could not listen either", async () => {
  const { forked, supervisor } = startSupervisor(1, 2);
  forked[0]?.emit("listening");
  forked[0]?.emit("exit", 1, null);
  expect(await supervisor.ended).toBe(1);
  expect(forked).toHaveLength(1);
});

test("stop tells every worker, waits for them, and starts no other", async () => {
  const { forked, supervisor } = startSupervisor(2);
  for (const worker of forked) worker.emit("listening");
  supervisor.stop();
  for (const worker of forked) worker.emit("exit", 0, null);
  expect(await supervisor.ended).toBeNull();
  jest.advanceTimersByTime(60_000);
  expect(forked.map(({ signals }) => signals)).toEqual([["SIGTERM"], ["SIGTERM"]]);
});

test("a stop while a replacement waits for its start starts no replacement", async () => {
  const { forked, supervisor } = startSupervisor(1);
  forked[0]?.emit("listening");
  forked[0]?.emit("exit", 1, null);
  supervisor.stop();
  jest.advanceTimersByTime(60_000);
  expect(await supervisor.ended).toBeNull();
  expect(forked).toHaveLength(1);
});
