import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { execute, type GraphQLSchema } from "graphql";
import { CompiledQueries } from "./compiled-queries.js";

type ApolloGateway = ApolloServerOptionsWithGateway<object>["gateway"];
type Executor = NonNullable<Awaited<ReturnType<ApolloGateway["load"]>>["executor"]>;
type ExecutionRequest = Parameters<Executor>[0];

/** Two schemas that are the same to a client. */
export interface Schemas {
  /** What Apollo Server validates with and interprets; its plugins may wrap the resolvers in it. */
  readonly interpreted: GraphQLSchema;
  /** What operations are compiled from; nobody touches it. */
  readonly compiled: GraphQLSchema;
}

/**
 * Puts compiled execution in the place of Apollo Server's own, by the option that is meant for gateways: it parses and
 * validates as ever, and hands the operation over.
 */
export function createExecutionGateway(schemas: Schemas): ApolloGateway {
  const queries = new CompiledQueries(schemas.compiled);
  return {
    load: async () => ({ executor: (request) => executeOperation(queries, request) }),
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schemas.interpreted, coreSupergraphSdl: "" });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

async function executeOperation(queries: CompiledQueries, request: ExecutionRequest): ReturnType<Executor> {
  const query = wantsTrace(request) ? null : queries.find(request);
  if (query === null) return interpret(request);
  const result = await query.query(undefined, request.context, request.request.variables ?? {});
  // Without data nothing has run: the variables do not fit, which the interpreter says in the words that everyone knows.
  return result.data === undefined ? interpret(request) : result;
}

function interpret({ schema, document, context, request, operationName }: ExecutionRequest): ReturnType<Executor> {
  const { variables } = request;
  return Promise.resolve(
    execute({ schema, document, contextValue: context, variableValues: variables ?? {}, operationName }),
  );
}

/** Inline tracing counts the time of each resolver, which only Apollo Server's own way through the schema can. */
function wantsTrace({ request }: ExecutionRequest): boolean {
  return request.http?.headers.get("apollo-federation-include-trace") === "ftv1";
}
