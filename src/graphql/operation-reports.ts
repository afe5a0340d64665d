import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { GatewayError } from "../errors.js";
import type { OperationListener } from "../observability/operation-report.js";
import type { Context } from "./context.js";

/** A name is the caller's text, so its length is limited. */
const MAX_NAME_LENGTH = 80;

/** Reports every operation when its response is ready, even if it did not run. */
export function createOperationReports(listener: OperationListener): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const began = performance.now();
      return {
        willSendResponse: async (requestContext) => {
          const { activity, credentials } = requestContext.contextValue;
          activity.isReported = true;
          listener({
            name: requestContext.operationName?.slice(0, MAX_NAME_LENGTH) ?? null,
            queryHash: requestContext.queryHash ?? null,
            durationMs: performance.now() - began,
            codes: codesOf(requestContext),
            credentials: credentials instanceof GatewayError ? null : credentials,
            activity,
          });
        },
      };
    },
  };
}

function codesOf({ response: { body } }: GraphQLRequestContextWillSendResponse<Context>): string[] {
  const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
  return [...new Set(errors.map(({ extensions }) => String(extensions?.["code"])))];
}
