import { GraphQLError, type ValidationRule } from "graphql";

const INTROSPECTION: ReadonlySet<string> = new Set(["__schema", "__type"]);

/**
 * A validation rule that refuses introspection. The message of Apollo Server's own rule would name an option of Apollo
 * Server instead of our variable.
 */
export const refuseIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (!INTROSPECTION.has(node.name.value)) return;
    const message = `${node.name.value}: this gateway hides its schema (INTROSPECTION_ENABLED is false)`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});
