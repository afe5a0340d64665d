import { onUnlessProduction } from "../kinds.js";
import { section } from "../variable.js";

/** What helps people to explore the API. */
export const exploring = section("Exploring", {
  introspectionEnabled: onUnlessProduction(
    "INTROSPECTION_ENABLED",
    "clients may ask for the schema; routers always may",
  ),
  suggestionsEnabled: onUnlessProduction("SUGGESTIONS_ENABLED", '"did you mean" in validation errors'),
  playgroundEnabled: onUnlessProduction("PLAYGROUND_ENABLED", "the playground at `/graphql` for browsers"),
  schemaFileEnabled: onUnlessProduction("SCHEMA_FILE_ENABLED", "`/schema.graphql`"),
  costInResponse: onUnlessProduction(
    "UPSTREAM_COST_IN_RESPONSE",
    "`extensions.upstream` of a response: the calls that an operation cost, and those that the cache saved",
  ),
  inlineTracesEnabled: onUnlessProduction(
    "INLINE_TRACES_ENABLED",
    "routers that ask for it get the time of each field in the response",
  ),
});
