import { expect, test } from "@jest/globals";
import { SingleFlight } from "../../src/cache/single-flight.js";

/** Work that ends when the test tells it to, and records its signals. */
class ControlledWork {
  readonly signals: AbortSignal[] = [];
  readonly #results: PromiseWithResolvers<string>[] = [];

  readonly run = (signal: AbortSignal): Promise<string> => {
    const result = Promise.withResolvers<string>();
    this.signals.push(signal);
    this.#results.push(result);
    return result.promise;
  };

  finish(value: string): void {
    this.#results.at(-1)?.resolve(value);
  }

  fail(error: Error): void {
    this.#results.at(-1)?.reject(error);
  }
}

const patient = () => new AbortController().signal;

test("all waiters for a key share one read", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  const reads = Array.from({ length: 50 }, () => flights.run("key", patient(), work.run));
  work.finish("page");
  expect(await Promise.all(reads)).toEqual(Array(50).fill("page"));
  expect(work.signals).toHaveLength(1);
});

test("different keys are read in parallel", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  void flights.run("one", patient(), work.run);
  void flights.run("two", patient(), work.run);
  expect(work.signals).toHaveLength(2);
  expect(flights.size).toBe(2);
});

test("a finished read is not shared", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  const first = flights.run("key", patient(), work.run);
  work.finish("then");
  await first;
  expect(flights.has("key")).toBe(false);
  const second = flights.run("key", patient(), work.run);
  work.finish("now");
  expect(await second).toBe("now");
});

test("if the first caller leaves, the read continues for the others", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  const impatient = new AbortController();
  const first = flights.run("key", impatient.signal, work.run);
  const second = flights.run("key", patient(), work.run);
  impatient.abort(new Error("the first caller hung up"));
  await expect(first).rejects.toThrow("the first caller hung up");
  expect(work.signals[0]?.aborted).toBe(false);
  work.finish("page");
  expect(await second).toBe("page");
});

test("a read is aborted when the last caller leaves, and the next caller starts a new one", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  const impatient = new AbortController();
  const first = flights.run("key", impatient.signal, work.run);
  impatient.abort(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  expect(work.signals[0]?.aborted).toBe(true);
  const second = flights.run("key", patient(), work.run);
  expect(work.signals).toHaveLength(2);
  work.finish("page");
  expect(await second).toBe("page");
});

test("aborted work that ends late does not end the read that replaced it", async () => {
  const flights = new SingleFlight<string>();
  const [slow, quick] = [new ControlledWork(), new ControlledWork()];
  const impatient = new AbortController();
  const first = flights.run("key", impatient.signal, slow.run);
  impatient.abort(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  void flights.run("key", patient(), quick.run);
  slow.finish("late");
  await new Promise(setImmediate);
  expect(flights.has("key")).toBe(true);
});

test("an error of the work reaches all waiters, and no later caller", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  const reads = [flights.run("key", patient(), work.run), flights.run("key", patient(), work.run)];
  work.fail(new Error("the upstream is down"));
  for (const read of reads) await expect(read).rejects.toThrow("the upstream is down");
  const next = flights.run("key", patient(), work.run);
  work.finish("page");
  expect(await next).toBe("page");
});

test("a caller who has already left starts no read", async () => {
  const flights = new SingleFlight<string>();
  const work = new ControlledWork();
  await expect(flights.run("key", AbortSignal.abort(new Error("gone")), work.run)).rejects.toThrow("gone");
  expect(work.signals).toHaveLength(0);
});
