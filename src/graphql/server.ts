import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import type { Context } from "./context.js";
import { createExecutionGateway } from "./execution/executor.js";
import { createSubgraphSchema } from "./federation/subgraph.js";
import { formatError } from "./format-error.js";

/** What the GraphQL server needs from outside. */
export interface GraphQLServerOptions {
  /** Gets every error that callers see only as `INTERNAL_SERVER_ERROR`. */
  readonly report: (error: unknown) => void;
}

/** The GraphQL server over the subgraph schema, not yet started. */
export async function createGraphQLServer({ report }: GraphQLServerOptions): Promise<ApolloServer<Context>> {
  return new ApolloServer<Context>({
    gateway: createExecutionGateway({
      interpreted: await createSubgraphSchema(),
      compiled: await createSubgraphSchema(),
    }),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTrace({ includeErrors: { masked: true } }),
      ApolloServerPluginLandingPageDisabled(),
    ],
    formatError: (formatted, error) => formatError(formatted, error, report),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
  });
}
