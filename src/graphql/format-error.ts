import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Cancelled, GatewayError } from "../errors.js";
import { tooCostly } from "./limits/limits.js";

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

/** What callers are told beside their own errors, and who hears of ours. */
export interface ErrorPolicy {
  /** Gets every error that callers see only as `INTERNAL_SERVER_ERROR`. */
  readonly report: (error: unknown) => void;
  /** Whether a misspelt name is answered with the names that are like it, which tells of a schema that may be hidden. */
  readonly suggestions: boolean;
}

/** A report that hears of each error once, however many fields it has failed. */
export function onceForEach(report: ErrorPolicy["report"]): ErrorPolicy["report"] {
  const known = new WeakSet<object>();
  return (error) => {
    if (typeof error === "object" && error !== null) {
      if (known.has(error)) return;
      known.add(error);
    }
    report(error);
  };
}

/**
 * What a caller sees of an error: a `GatewayError` as it is; a faulty request with its own message; of anything else nothing
 * but `INTERNAL_SERVER_ERROR`, while `report` gets the error itself.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { report, suggestions }: ErrorPolicy,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof Cancelled) return { ...formatted, extensions: { code: "CANCELLED", retryable: false } };
  const own = toGatewayError(cause);
  if (own !== null) return { ...formatted, message: own.message, extensions: own.extensions };
  const code = isArgumentError(cause) ? "BAD_USER_INPUT" : formatted.extensions?.["code"];
  if (REQUEST_ERRORS.has(code) && cause instanceof GraphQLError) {
    const message = suggestions ? formatted.message : withoutSuggestions(formatted.message);
    return { ...formatted, message, extensions: { code, retryable: false } };
  }
  report(cause);
  const hidden = new GatewayError("INTERNAL_SERVER_ERROR", "the gateway failed; its log says why");
  return { ...formatted, message: hidden.message, extensions: hidden.extensions };
}

/** An error of ours, thrown by a resolver or reported by a rule; and the parser's, that a document is too long. Null: another one. */
function toGatewayError(error: unknown): GatewayError | null {
  if (error instanceof GatewayError) return error;
  if (!(error instanceof GraphQLError)) return null;
  if (error.originalError instanceof GatewayError) return error.originalError;
  const tooLong = /contains more that? (?<most>\d+) tokens/.exec(error.message);
  if (tooLong === null) return null;
  return tooCostly(`the document has more than ${tooLong.groups?.["most"]} tokens, and was read no further`);
}

/** graphql-js puts them last in a message; what it quotes of the caller's own text comes before. */
function withoutSuggestions(message: string): string {
  const start = message.endsWith("?") ? message.lastIndexOf(" Did you mean ") : -1;
  return start === -1 ? message : message.slice(0, start);
}

/** graphql-js finds a null for a non-null argument only while it runs, and gives that error no code (`getArgumentValues`). */
function isArgumentError(error: unknown): boolean {
  return error instanceof GraphQLError && error.message.startsWith('Argument "');
}
