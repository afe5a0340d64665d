import { type ExecutionResult, GraphQLError } from "graphql";
import { tooCostly } from "./limits.js";

/** The maximum number of errors in a response. More help nobody: 49,000 errors once made a response of 12 MB. */
export const MAX_ERRORS = 100;

/** The result with at most 100 of its errors. If there were more, the last one says how many. */
export function limitErrors(result: ExecutionResult): ExecutionResult {
  const { errors = [] } = result;
  if (errors.length <= MAX_ERRORS) return result;
  const originalError = tooCostly(
    `the operation has ${errors.length} errors; the response contains only the first ${MAX_ERRORS - 1}`,
  );
  const last = new GraphQLError(originalError.message, { originalError });
  return { ...result, errors: [...errors.slice(0, MAX_ERRORS - 1), last] };
}
