import { GraphQLError } from "graphql";
import { tooCostly } from "./limits.js";

/** The maximum number of errors in a response. More help nobody: 49,000 errors once made a response of 12 MB. */
export const MAX_ERRORS = 100;

/** At most 100 of a response's errors. If there were more, the last one says how many. */
export function limitErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length <= MAX_ERRORS) return errors;
  const originalError = tooCostly(
    `the operation has ${errors.length} errors; the response contains only the first ${MAX_ERRORS - 1}`,
  );
  return [...errors.slice(0, MAX_ERRORS - 1), new GraphQLError(originalError.message, { originalError })];
}
