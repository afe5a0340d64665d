import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { type DocumentNode, getOperationAST, type GraphQLSchema } from "graphql";
import { INTROSPECTION_FIELDS, rootFieldsOf } from "../root-fields.js";

type ApolloGateway = ApolloServerOptionsWithGateway<object>["gateway"];

/** The fields of a query that contain no data. */
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set([...INTROSPECTION_FIELDS, "__typename"]);

/**
 * Introspection shows `client`, the schema without federation's `_service`, `_entities` and `_Any`, because code
 * generators and explorers should not offer what only routers use. Routers read `_service { sdl }` instead. An
 * operation that also selects data is executed on the full schema.
 */
export function withClientIntrospection(gateway: ApolloGateway, client: GraphQLSchema): ApolloGateway {
  return {
    ...gateway,
    load: async (options) => {
      const { executor } = await gateway.load(options);
      if (executor === null) throw new Error("the gateway has no executor");
      return {
        executor: (request) =>
          executor(
            isIntrospection(request.document, request.request.operationName) ? { ...request, schema: client } : request,
          ),
      };
    },
  };
}

/** Whether an operation selects the schema and nothing else. */
function isIntrospection(document: DocumentNode, operationName: string | null | undefined): boolean {
  const operation = getOperationAST(document, operationName) ?? null;
  return operation !== null && rootFieldsOf(document, operation).every((name) => ABOUT_THE_SCHEMA.has(name));
}
