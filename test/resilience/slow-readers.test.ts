import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

const PARAGRAPHS = 500;
const PARAGRAPH_BYTES = 20_000;
const QUERY = `{ conference(conferenceId: "m") { paragraphs(first: ${PARAGRAPHS}) { nodes { text } } } }`;

/**
 * Paragraphs of 20 kB, so that a response of 10 MB does not fit into the buffers of Linux: 4 MiB for a connection that
 * is not read.
 */
const TRANSCRIPT = numberedTranscript(PARAGRAPHS).map((paragraph) => ({
  ...paragraph,
  paragraph: "x".repeat(PARAGRAPH_BYTES),
}));

/** Memory for one operation more than one caller may have. */
const MAX_BYTES = 150_000_000;

/** So many equal values in a row mean that no request changes them any more. */
const UNCHANGED_READS = 50;

let gateway: TestGateway;
const sockets: Socket[] = [];
beforeEach(async () => {
  gateway = await startTestGateway(
    { transcriptFor: () => TRANSCRIPT },
    { OVERLOAD_MAX_BYTES: String(MAX_BYTES), OVERLOAD_MAX_MEMORY_PERCENT: "0" },
  );
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway.close();
});

/** Sends a request with this token, and never reads the response. */
function sendWithoutReading(token: string): void {
  const body = JSON.stringify({ query: QUERY });
  const socket = connect(Number(gateway.url.port), gateway.url.hostname).on("error", () => undefined);
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-Acs-Dingtalk-Access-Token: ${token}\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
  sockets.push(socket);
}

async function heldBytes(): Promise<number> {
  const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
  return Number(/^minutes_graph_memory_held_bytes (\S+)$/m.exec(metrics)?.[1]);
}

/**
 * Waits until memory is reserved, no call runs, and nothing has changed for some time. Then every request has its
 * response, or was refused.
 */
async function settled(): Promise<void> {
  for (let [held, unchanged] = [0, 0]; held === 0 || unchanged < UNCHANGED_READS;) {
    await pause(10);
    const now = gateway.simulator.calls.some(({ status }) => status === 0) ? 0 : await heldBytes();
    unchanged = now === held ? unchanged + 1 : 0;
    held = now;
  }
}

test("a caller who reads none of its many responses does not block another caller", async () => {
  for (let connection = 0; connection < 14; connection += 1) sendWithoutReading("demo-slow");
  await settled();
  for (let round = 0; round < 3; round += 1) {
    const { errors, text } = await gateway.query(QUERY, { token: "demo-other" });
    expect(errors).toEqual([]);
    expect(text.length).toBeGreaterThan(PARAGRAPHS * PARAGRAPH_BYTES);
  }
  expect(await heldBytes()).toBeGreaterThan(MAX_BYTES / 4);
});
