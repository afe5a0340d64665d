import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Cancelled, GatewayError } from "../errors.js";
import { tooCostly } from "./limits/limits.js";

/** The codes of Apollo Server and graphql-js for a request that did not run. Their messages quote only its own text. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
]);

/** How errors are shown to callers, and who gets the error itself. */
export interface ErrorPolicy {
  /** Gets every error that callers see only as `INTERNAL_SERVER_ERROR`. */
  readonly report: (error: unknown) => void;
  /**
   * Whether the error for a misspelt name suggests similar names. This reveals names of a schema that may be hidden.
   */
  readonly suggestions: boolean;
}

/** Reports each error once, even if it has failed many fields. */
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
 * Formats an error for the caller: a `GatewayError` unchanged, a faulty request with its own message, and any other
 * error as `INTERNAL_SERVER_ERROR`; `report` then gets the error itself.
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
  const code = isInputError(cause) ? "BAD_USER_INPUT" : formatted.extensions?.["code"];
  if (REQUEST_ERRORS.has(code) && cause instanceof GraphQLError) {
    const message = suggestions ? formatted.message : withoutSuggestions(formatted.message);
    return { ...formatted, message, extensions: { code, retryable: false } };
  }
  report(cause);
  const hidden = new GatewayError("INTERNAL_SERVER_ERROR", "the gateway failed; its log says why");
  return { ...formatted, message: hidden.message, extensions: hidden.extensions };
}

/**
 * A `GatewayError` thrown by a resolver or reported by a rule, or graphql-js's error for a document that takes too much
 * work. Null: another error.
 */
function toGatewayError(error: unknown): GatewayError | null {
  if (error instanceof GatewayError) return error;
  if (!(error instanceof GraphQLError)) return null;
  if (error.originalError instanceof GatewayError) return error.originalError;
  if (error.message === "Validation aborted.")
    return tooCostly("the document repeats fields too often, so it was not validated completely: select each one once");
  const tooLong = /contains more that? (?<max>\d+) tokens/.exec(error.message);
  if (tooLong === null) return null;
  return tooCostly(`the document has more than ${tooLong.groups?.["max"]} tokens, so it was not parsed completely`);
}

/** graphql-js appends suggestions to its messages, after the part that it quotes from the caller's text. */
function withoutSuggestions(message: string): string {
  const start = message.endsWith("?") ? message.lastIndexOf(" Did you mean ") : -1;
  return start === -1 ? message : message.slice(0, start);
}

/**
 * Errors to which graphql-js gives no code: a null for a non-null argument, which it finds only during execution
 * (`getArgumentValues`), and the one that ends the list of faulty values in variables (`getVariableValues`).
 */
function isInputError(error: unknown): boolean {
  return error instanceof GraphQLError && /^(?:Argument "|Too many errors processing variables)/.test(error.message);
}
