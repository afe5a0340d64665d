import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type GraphQLFormattedError, print } from "graphql";
import { parseConfig } from "../../src/config/parse-config.js";
import { createGateway, type GatewayProcess } from "../../src/gateway.js";
import type { Channel } from "../../src/observability/ipc.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/simulator.js";

/** The parts of a request besides its query; `token: null` sends none. */
export interface TestRequest {
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  readonly variables?: object;
}

/** A real gateway with a real simulator, both on free ports. */
export interface TestGateway {
  readonly url: URL;
  readonly simulator: Simulator;
  /** Runs a typed document. */
  run<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    request?: TestRequest,
  ): Promise<TestResponse<Data>>;
  /** Runs a query given as text; `Data` is the type that the caller expects. */
  query<Data = never>(query: string, request?: TestRequest): Promise<TestResponse<Data>>;
  close(): Promise<void>;
}

/** The response. `text` is the whole body. */
export interface TestResponse<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly text: string;
}

/** No rate limits, no retries, no cache, and responses without the cost of calls. */
const TEST_ENVIRONMENT = {
  OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0",
  PORT: "0",
  LOG_LEVEL: "silent",
  UPSTREAM_CALLS_PER_SECOND: "0",
  CALLER_MAX_CALLS_PER_HOUR: "0",
  UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
  UPSTREAM_MAX_ATTEMPTS: "1",
  CACHE: "none",
  UPSTREAM_COST_IN_RESPONSE: "false",
};

/** The gateway's environment in addition to `TEST_ENVIRONMENT`; sign-in needs the simulator's address. */
type TestEnvironment = Record<string, string> | ((simulator: Simulator) => Record<string, string>);

/**
 * Starts both; the environment is the gateway's, in addition to `TEST_ENVIRONMENT`. `log` gets the gateway's log, one
 * line per item; `primary` makes it one of several workers; `parts` are for sign-in.
 */
export async function startTestGateway(
  options: SimulatorOptions = {},
  env: TestEnvironment = {},
  log: string[] = [],
  primary: Channel | null = null,
  parts: Pick<GatewayProcess, "readAppSecret" | "clock"> = {},
): Promise<TestGateway> {
  const simulator = await startSimulator(options);
  const config = parseConfig({ ...TEST_ENVIRONMENT, ...(typeof env === "function" ? env(simulator) : env) });
  const logStream = { write: (line: string) => log.push(line) };
  const gateway = await createGateway(config, new URL(simulator.url), { logStream, primary, ...parts });
  const url = new URL("/graphql", await gateway.listen());
  return {
    url,
    simulator,
    run: (document, variables, request) => send(url, print(document), { ...request, variables }),
    query: (query, request) => send(url, query, request),
    close: async () => {
      await gateway.close();
      await simulator.close();
    },
  };
}

async function send<Data>(
  url: URL,
  query: string,
  { token = "demo-token", headers = {}, variables = {} }: TestRequest = {},
): Promise<TestResponse<Data>> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token !== null && { "x-acs-dingtalk-access-token": token }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.status, data, errors, text };
}
