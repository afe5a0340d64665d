import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import { GatewayError } from "../errors.js";
import type { Context } from "./context.js";
import { INTROSPECTION_FIELDS, rootFieldsOf } from "./root-fields.js";
import { toRequestError } from "./request-error.js";
import { TRACE_HEADER } from "./trace-header.js";

/** Fields of `Query` that reveal nothing of a transcript. An operation that selects only these needs no credentials. */
const OPEN_FIELDS: ReadonlySet<string> = new Set([...INTROSPECTION_FIELDS, "__typename", "_service"]);

/** Fields of `Query` that only routers need. */
const ROUTER_FIELDS: ReadonlySet<string> = new Set(["_service", "_entities"]);

/**
 * Refuses an operation that may not run, after validation and before any resolver: a mutation or a subscription, an
 * operation without the credentials that it needs, and fields for routers in a request from anyone else. Removes the
 * header for traces, unless a router sends it.
 */
export const admission: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ request, contextValue }) => {
    if (!contextValue.isRouter) request.http?.headers.delete(TRACE_HEADER);
    return {
      didResolveOperation: async ({ document, operation, contextValue: { credentials, isRouter } }) => {
        // There is no operation of this name, so nothing runs.
        if (operation === undefined) return;
        if (operation.operation !== OperationTypeNode.QUERY) throw noSuchOperation(operation);
        const fields = rootFieldsOf(document, operation);
        const needsCredentials = fields.some((name) => !OPEN_FIELDS.has(name));
        if (needsCredentials && credentials instanceof GatewayError) throw toRequestError(credentials);
        if (!isRouter && fields.some((name) => ROUTER_FIELDS.has(name))) throw toRequestError(noRouter());
      },
    };
  },
};

function noSuchOperation(operation: OperationDefinitionNode): GraphQLError {
  return new GraphQLError(`this API has only queries, no ${operation.operation}s`, {
    nodes: operation,
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } },
  });
}

const noRouter = () =>
  new GatewayError("FORBIDDEN", "_service and _entities are only for routers, which send the header x-router-secret");
