import { onUnlessProduction } from "../kinds.js";
import { section } from "../variable.js";

/** Help for people who explore the API. */
export const exploring = section("Exploring", {
  introspectionEnabled: onUnlessProduction(
    "INTROSPECTION_ENABLED",
    "introspection of the schema by clients; routers can always read it",
  ),
  suggestionsEnabled: onUnlessProduction("SUGGESTIONS_ENABLED", '"did you mean" in validation errors'),
  playgroundEnabled: onUnlessProduction("PLAYGROUND_ENABLED", "the playground at `/graphql` for browsers"),
  schemaFileEnabled: onUnlessProduction("SCHEMA_FILE_ENABLED", "`/schema.graphql`"),
  costInResponse: onUnlessProduction(
    "UPSTREAM_COST_IN_RESPONSE",
    "`extensions.upstream` in responses: the calls that an operation cost, and the calls that the cache saved",
  ),
  inlineTracesEnabled: onUnlessProduction(
    "INLINE_TRACES_ENABLED",
    "the time of each field in the response, for routers that request it",
  ),
});
