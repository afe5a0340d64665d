import { GraphQLError } from "graphql";
import { tooCostly } from "./limits.js";

/** How many errors one response holds. More help nobody, and 49,000 of them once took a response of 12 MB. */
export const MAX_ERRORS = 100;

/** The errors of a response, at most 100 of them: the last one then says how many more there were. */
export function limitErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length <= MAX_ERRORS) return errors;
  const originalError = tooCostly(
    `the operation has ${errors.length} errors; a response has room for ${MAX_ERRORS}, so that ${errors.length - MAX_ERRORS + 1} more are left out`,
  );
  return [...errors.slice(0, MAX_ERRORS - 1), new GraphQLError(originalError.message, { originalError })];
}
