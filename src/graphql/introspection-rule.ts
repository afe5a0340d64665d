import { GraphQLError, type ValidationRule } from "graphql";
import { INTROSPECTION_FIELDS } from "./root-fields.js";

/**
 * A validation rule that refuses introspection. The message of Apollo Server's own rule would name an option of Apollo
 * Server instead of our variable.
 */
export const refuseIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (!INTROSPECTION_FIELDS.has(node.name.value)) return;
    const message = `${node.name.value}: this gateway hides its schema (INTROSPECTION_ENABLED is false)`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});
