import { afterEach } from "@jest/globals";
import { PassThroughCredentials } from "../../src/auth/pass-through.js";
import type { PageRequest, PageSource } from "../../src/transcript/page-source.js";
import { type UpstreamClient, type UpstreamOptions, createUpstreamClient } from "../../src/upstream/client.js";
import { MemoryCallCounter } from "../../src/upstream/resilience/memory-call-counter.js";
import { MemoryStartRate } from "../../src/upstream/resilience/memory-start-rate.js";
import type { StartLimits } from "../../src/upstream/resilience/start-rate.js";
import { type Handler, type ScriptedServer, serve } from "./scripted-server.js";

/** Generous limits, without retries and without a circuit breaker. */
export const LIMITS = {
  timeoutMs: 5000,
  operationTimeoutMs: 20_000,
  maxAttempts: 1,
  concurrency: 8,
  maxWaitMs: 20_000,
  breakerFailures: 0,
  breakerOpenMs: 60_000,
  maxBanMs: 600_000,
  counter: new MemoryCallCounter({ callsPerMonth: 0, callerCallsPerHour: 0, reservePercent: 10 }),
  rate: new MemoryStartRate({ callsPerSecond: 0, totalCallsPerSecond: 0 }),
  maxResponseBytes: 1_000_000,
  proxy: { httpsProxy: "", httpProxy: "", noProxy: "" },
};

/** A unique token, so that a leak is visible. */
export const TOKEN = "tok.SECRET-7f3a~+/=";

/** Credentials with this token and without an operator. */
export const withToken = (accessToken: string) => new PassThroughCredentials(accessToken, null);

export const REQUEST: PageRequest = {
  conference: { conferenceId: "c-1", unionId: null },
  direction: "ascending",
  start: null,
  maxResults: 50,
};

/** A client and its server. Both are closed after the test. */
export interface Setup {
  readonly server: ScriptedServer;
  readonly client: UpstreamClient;
  /** A source for `TOKEN` that nobody aborts. */
  readonly source: PageSource;
}

const opened: Array<ScriptedServer | UpstreamClient> = [];

/** Closes the servers and clients after each test, servers first. Call it once in a test file. */
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
}

/** A client with generous limits on a server that responds with `handler`; the base URL's path is `prefix`. */
export async function setUp(
  handler: Handler,
  options: Partial<UpstreamOptions & StartLimits> = {},
  prefix = "/",
): Promise<Setup> {
  const server = await serve(handler);
  const rate = new MemoryStartRate({ callsPerSecond: 0, totalCallsPerSecond: 0, ...options });
  const client = createUpstreamClient({ baseUrl: new URL(prefix, server.url), ...LIMITS, rate, ...options });
  opened.push(server, client);
  return { server, client, source: client.as({ credentials: withToken(TOKEN), signal: new AbortController().signal }) };
}

/** The error that a promise rejects with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error("It was not rejected.");
    },
    (error: unknown) => error,
  );

/** Waits for a server's first request, and returns its socket. */
export async function firstSocket({ requests }: ScriptedServer): Promise<NodeJS.EventEmitter> {
  for (;;) {
    const socket = requests[0]?.socket;
    if (socket !== undefined) return socket;
    await new Promise((turn) => setImmediate(turn));
  }
}
