import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGatewayRuntime, type GatewayConfigSupergraph } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";

/** A router over a supergraph, running. */
export interface Router {
  readonly url: string;
  close(): Promise<void>;
}

/** The headers that a router forwards to the subgraph. Without them, the caller is unknown. */
export const CALLER_HEADERS = [
  "authorization",
  "x-acs-dingtalk-access-token",
  "x-dingtalk-union-id",
  "x-request-id",
  "traceparent",
] as const;

/** The secret of the router, as in `ROUTER_SECRET`. */
export const ROUTER_SECRET = "a secret of the router's own";

interface RouterContext {
  readonly headers?: IncomingHttpHeaders;
}

class CallersOwnSource extends RemoteGraphQLDataSource<RouterContext> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<RouterContext>["willSendRequest"]>>[0]): void {
    for (const name of CALLER_HEADERS) {
      const value = context.headers?.[name];
      if (typeof value === "string") request.http?.headers.set(name, value);
    }
    request.http?.headers.set("x-router-secret", ROUTER_SECRET);
  }
}

/** Starts Apollo Server with Apollo Gateway. */
export async function startApolloGateway(
  supergraphSdl: string,
  plugins: ApolloServerPlugin<RouterContext>[] = [],
): Promise<Router> {
  const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ url = "" }) => new CallersOwnSource({ url }) });
  const server = new ApolloServer<RouterContext>({ gateway, plugins, stopOnTerminationSignals: false });
  const context = async ({ req }: { readonly req: { readonly headers: IncomingHttpHeaders } }) => ({
    headers: req.headers,
  });
  const { url } = await startStandaloneServer(server, { context, listen: { port: 0, host: "127.0.0.1" } });
  return { url, close: () => server.stop() };
}

/** Starts the runtime of Hive Gateway on Node.js's HTTP server, with its own query planner. */
export function startHiveGateway(supergraph: string): Promise<Router> {
  return startHive({ supergraph });
}

/** Starts the same with the query planner of Hive Router, which is a setting of Hive Gateway. */
export function startHiveGatewayWithPlanner(supergraph: string): Promise<Router> {
  return startHive({ supergraph, unifiedGraphHandler });
}

type HiveOptions = Pick<GatewayConfigSupergraph, "supergraph" | "unifiedGraphHandler">;

async function startHive(options: HiveOptions): Promise<Router> {
  const runtime = createGatewayRuntime({
    ...options,
    logging: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({
        ...Object.fromEntries(CALLER_HEADERS.map((name) => [name, request.headers.get(name)])),
        "x-router-secret": ROUTER_SECRET,
      }),
    },
  });
  const server = createServer(runtime).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await runtime[Symbol.asyncDispose]();
    },
  };
}
