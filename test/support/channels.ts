import { EventEmitter } from "node:events";
import type { Channel, GONE } from "../../src/observability/ipc.js";

/** One of two ends. A message sent at one end arrives later at the other, as JSON, until one end is cut. */
export class TestChannel extends EventEmitter implements Channel {
  readonly received: unknown[] = [];
  other: TestChannel | null = null;

  send(message: object, callback: (error: Error | null) => void): boolean {
    const { other } = this;
    process.nextTick(() => callback(other === null ? new Error("write EPIPE") : null));
    if (other !== null) setImmediate(() => other.receive(JSON.parse(JSON.stringify(message))));
    return true;
  }

  receive(message: unknown): void {
    this.received.push(message);
    this.emit("message", message);
  }

  /** Simulates the end of a process: sending fails at both ends, and each gets the event. */
  cut(event: (typeof GONE)[number] = "disconnect"): void {
    const ends = [this, this.other];
    for (const end of ends) {
      if (end === null) continue;
      end.other = null;
      end.emit(event);
    }
  }
}

/** Two ends of one channel. */
export function connectChannels(): [TestChannel, TestChannel] {
  const ends: [TestChannel, TestChannel] = [new TestChannel(), new TestChannel()];
  [ends[1].other, ends[0].other] = ends;
  return ends;
}
