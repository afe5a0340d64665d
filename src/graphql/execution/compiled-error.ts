import { GraphQLError } from "graphql";

/**
 * An error of compiled code as graphql-js would have made it. One of graphql-jit's own has no `extensions` where the error
 * behind it has none, which every reader of a `GraphQLError` relies on: Apollo Server fails on it, and nobody sees the cause.
 */
export function toWholeError(error: GraphQLError): GraphQLError {
  // The type says that there always are some.
  if (Reflect.get(error, "extensions") !== undefined) return error;
  const { message, path, originalError, locations } = error;
  const whole = new GraphQLError(message, { path, originalError });
  return Object.assign(whole, { locations });
}
