import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type GraphQLFormattedError, print } from "graphql";
import { parseConfig } from "../../src/config.js";
import { createGateway } from "../../src/gateway.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/simulator.js";

/** A gateway in front of a simulator, both real, both on free ports. */
export interface TestGateway {
  readonly url: URL;
  readonly simulator: Simulator;
  /** Runs a typed document; `token: null` sends none. */
  run<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    request?: { readonly token?: string | null; readonly headers?: Record<string, string> },
  ): Promise<Answer<Data>>;
  /** Runs a query given as text. */
  query(
    query: string,
    request?: { readonly token?: string | null; readonly headers?: Record<string, string> },
  ): Promise<Answer<never>>;
  close(): Promise<void>;
}

/** What came over the wire. `text` is the whole body. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly text: string;
}

/** Starts both; the environment is the gateway's, on top of what tests need. */
export async function startTestGateway(
  options: SimulatorOptions = {},
  env: Record<string, string> = {},
): Promise<TestGateway> {
  const simulator = await startSimulator(options);
  const config = parseConfig({ PORT: "0", LOG_LEVEL: "silent", UPSTREAM_CALLS_PER_SECOND: "0", ...env });
  const gateway = await createGateway(config, new URL(simulator.url));
  const url = new URL("/graphql", await gateway.listen());
  const post: TestGateway["query"] = (query, request) => send(url, { query }, request);
  return {
    url,
    simulator,
    run: (document, variables, request) => send(url, { query: print(document), variables }, request),
    query: post,
    close: async () => {
      await gateway.close();
      await simulator.close();
    },
  };
}

async function send<Data>(
  url: URL,
  body: object,
  {
    token = "demo-token",
    headers = {},
  }: { readonly token?: string | null; readonly headers?: Record<string, string> } = {},
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token !== null && { "x-acs-dingtalk-access-token": token }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.status, data, errors, text };
}
