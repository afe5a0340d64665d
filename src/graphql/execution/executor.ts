import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { execute, type ExecutionResult, getOperationAST, GraphQLError, type GraphQLSchema } from "graphql";
import { GatewayError } from "../../errors.js";
import type { Context } from "../context.js";
import { limitErrors } from "../limits/error-limit.js";
import { sizeOf } from "../limits/response-size.js";
import { INTROSPECTION_FIELDS, rootFieldsOf } from "../root-fields.js";
import { TRACE_HEADER } from "../trace-header.js";
import { NotCompilable } from "./compiled-selection.js";

type ApolloGateway = ApolloServerOptionsWithGateway<object>["gateway"];
type Executor = NonNullable<Awaited<ReturnType<ApolloGateway["load"]>>["executor"]>;

/** The parts of Apollo Server's request that an execution uses. */
export type ExecutionRequest = Pick<Parameters<Executor>[0], "schema" | "document" | "context" | "request">;

/** Three versions of one schema. */
export interface Schemas {
  /** The schema that Apollo Server validates against. Its plugins may wrap the resolvers. */
  readonly interpreted: GraphQLSchema;
  /** The version with compiled selections (`withCompiledSelections`). Nobody else may change it. */
  readonly compiled: GraphQLSchema;
  /**
   * The version that introspection shows: without federation's `_service`, `_entities` and `_Any`, because code
   * generators and explorers should not offer what only routers use. Routers read `_service { sdl }` instead.
   */
  readonly client: GraphQLSchema;
}

/**
 * Replaces Apollo Server's execution by one with compiled selections, through the option for federation
 * gateways. Apollo Server still parses and validates. With `inlineTraces`, an operation that requests a trace
 * runs without compiled selections.
 */
export function createExecutionGateway(schemas: Schemas, inlineTraces: boolean): ApolloGateway {
  const run = (request: ExecutionRequest) =>
    inlineTraces && wantsTrace(request) ? interpret(request) : executeOperation(schemas.compiled, request);
  return {
    load: async () => ({
      executor: async (received) => {
        const request = selectsOnlySchema(received) ? { ...received, schema: schemas.client } : received;
        try {
          return withinLimits(limitErrors(await run(request)), contextOf(request));
        } finally {
          // The context may outlive the operation (see `toBody`), so it releases what was read.
          contextOf(request).release?.();
        }
      },
    }),
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schemas.interpreted, coreSupergraphSdl: "" });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

const contextOf = ({ context }: ExecutionRequest): Partial<Context> => context;

/**
 * The result, or only an error if it is too long. The check happens before the result is written. The bytes of compiled
 * selections have been counted already.
 */
function withinLimits(result: ExecutionResult, { responseCost }: Partial<Context>): ExecutionResult {
  if (responseCost === undefined) return result;
  try {
    responseCost.settle(sizeOf(result.data, responseCost.limits.maxBytes));
    return result;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}

/**
 * Runs an operation with compiled selections, and again without them if one of them throws `NotCompilable`. The second
 * run makes no upstream call, because the request's loaders remember the data. The response is the same either way.
 */
export async function executeOperation(compiled: GraphQLSchema, request: ExecutionRequest): ReturnType<Executor> {
  if (isIntrospection(request)) return interpret(request);
  const result = await interpret({ ...request, schema: compiled });
  if (result.errors === undefined || !result.errors.some(isNotCompilable)) return result;
  contextOf(request).responseCost?.restart();
  return interpret(request);
}

const isNotCompilable = ({ originalError }: GraphQLError) => originalError instanceof NotCompilable;

/** Introspection must not show the compiled schema. */
const isIntrospection = (request: ExecutionRequest) => fieldsOf(request).some((name) => INTROSPECTION_FIELDS.has(name));

/** An operation that also selects data runs on the full schema. */
const selectsOnlySchema = (request: ExecutionRequest) =>
  fieldsOf(request).every((name) => INTROSPECTION_FIELDS.has(name) || name === "__typename");

/** The names of the operation's root fields; none if the document has no operation of this name. */
function fieldsOf({ document, request }: ExecutionRequest): string[] {
  const operation = getOperationAST(document, request.operationName);
  return operation == null ? [] : rootFieldsOf(document, operation);
}

function interpret({ schema, document, context, request }: ExecutionRequest): ReturnType<Executor> {
  // Apollo Server's own operation name is null if the document has no operation of the requested name.
  const { operationName, variables: variableValues } = request;
  return Promise.resolve(execute({ schema, document, contextValue: context, variableValues, operationName }));
}

/** True if the request wants an inline trace. It measures each resolver, so graphql-js must execute the operation. */
function wantsTrace({ request }: ExecutionRequest): boolean {
  return request.http?.headers.get(TRACE_HEADER) === "ftv1";
}
