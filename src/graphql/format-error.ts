import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { GatewayError } from "../errors.js";

/** What Apollo Server and graphql-js say of a request that never came to run; their messages speak of the caller's own text. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
]);

/**
 * What a caller sees of an error: a `GatewayError` as it is; a faulty request with its own message; of anything else nothing
 * but `INTERNAL_SERVER_ERROR`, while `report` gets the error itself.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (error: unknown) => void,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof GatewayError) return { ...formatted, message: cause.message, extensions: cause.extensions };
  const code = formatted.extensions?.["code"];
  if (isArgumentError(cause)) return { ...formatted, extensions: { code: "BAD_USER_INPUT", retryable: false } };
  if (REQUEST_ERRORS.has(code) && cause instanceof GraphQLError)
    return { ...formatted, extensions: { code, retryable: false } };
  report(cause);
  const hidden = new GatewayError("INTERNAL_SERVER_ERROR", "the gateway failed; its log says why");
  return { ...formatted, message: hidden.message, extensions: hidden.extensions };
}

/** graphql-js finds a null for a non-null argument only while it runs, and gives that error no code (`getArgumentValues`). */
function isArgumentError(error: unknown): boolean {
  return error instanceof GraphQLError && error.message.startsWith('Argument "');
}
