import type { GraphQLFormattedError } from "graphql";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway } from "../../src/gateway.js";
import type { Simulator } from "../../src/simulator/simulator.js";

/** One of several gateways in this process, which share only a Redis and the simulator. */
export interface TestReplica {
  /** Its log, one line per item. */
  readonly log: readonly string[];
  query(query: string, token?: string): Promise<{ readonly errors: readonly GraphQLFormattedError[] }>;
  close(): Promise<void>;
}

/**
 * No limits, retries or cache unless a test sets them. The timeout of Redis is longer than the default,
 * for busy machines.
 */
const ENVIRONMENT = {
  PORT: "0",
  OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0",
  CACHE: "none",
  CACHE_SECRET: "a-secret-of-thirty-two-characters",
  REDIS_TIMEOUT_MS: "2000",
  CALLER_MAX_CALLS_PER_HOUR: "0",
  UPSTREAM_CALLS_PER_SECOND: "0",
  UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
  UPSTREAM_MAX_ATTEMPTS: "1",
};

/** Starts replicas; `env` has the address of their Redis. */
export function startReplicas(
  count: number,
  simulator: Simulator,
  env: Record<string, string>,
): Promise<TestReplica[]> {
  return Promise.all(Array.from({ length: count }, () => startReplica(simulator, { ...ENVIRONMENT, ...env })));
}

async function startReplica(simulator: Simulator, env: Record<string, string>): Promise<TestReplica> {
  const log: string[] = [];
  const logStream = { write: (line: string) => log.push(line) };
  const gateway = await createGateway(parseConfig(env), new URL(simulator.url), { logStream, primary: null });
  const url = new URL("/graphql", await gateway.listen());
  return {
    log,
    query: async (query, token = "demo-token") => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": token },
        body: JSON.stringify({ query }),
      });
      const { errors = [] } = JSON.parse(await response.text());
      return { errors };
    },
    close: () => gateway.close(),
  };
}
