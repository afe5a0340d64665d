import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { GatewayError } from "../errors.js";
import type { OperationListener } from "../observability/operation-report.js";
import type { Context } from "./context.js";

/** A name is a caller's own words; nobody needs a longer one. */
const MAX_NAME_LENGTH = 80;

/** As much of the digest of who asks as tells callers apart. */
const CALLER_LENGTH = 12;

/** Tells of every operation once its answer is made, whether or not it came to run. */
export function createOperationReports(listener: OperationListener): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      const began = performance.now();
      return {
        willSendResponse: async (answered) => {
          const { activity, credentials } = answered.contextValue;
          activity.isReported = true;
          listener({
            name: answered.operationName?.slice(0, MAX_NAME_LENGTH) ?? null,
            queryHash: answered.queryHash ?? null,
            durationMs: performance.now() - began,
            codes: codesOf(answered),
            caller: credentials instanceof GatewayError ? null : credentials.identity.slice(0, CALLER_LENGTH),
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
