import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { execute, type ExecutionResult, getOperationAST, GraphQLError, type GraphQLSchema } from "graphql";
import { GatewayError } from "../../errors.js";
import type { Context } from "../context.js";
import { limitErrors } from "../limits/error-limit.js";
import { sizeOf } from "../limits/response-size.js";
import { rootFieldsOf } from "../root-fields.js";
import { TRACE_HEADER } from "../trace-header.js";
import { NotCompilable } from "./compiled-selection.js";

type ApolloGateway = ApolloServerOptionsWithGateway<object>["gateway"];
type Executor = NonNullable<Awaited<ReturnType<ApolloGateway["load"]>>["executor"]>;

/** What of Apollo Server's request an execution looks at. */
export type ExecutionRequest = Pick<
  Parameters<Executor>[0],
  "schema" | "document" | "queryHash" | "context" | "request"
>;

/** Two schemas that are the same to a client. */
export interface Schemas {
  /** What Apollo Server validates with and interprets; its plugins may wrap the resolvers in it. */
  readonly interpreted: GraphQLSchema;
  /** The same with compiled selections (`withCompiledSelections`); nobody touches it. */
  readonly compiled: GraphQLSchema;
}

/**
 * Puts execution with compiled selections in the place of Apollo Server's own, by the option that is meant for gateways: it parses and
 * validates as ever, and hands the operation over. With `inlineTraces`, an operation that asks to be traced runs without them.
 */
export function createExecutionGateway(schemas: Schemas, inlineTraces: boolean): ApolloGateway {
  const run = (request: ExecutionRequest) =>
    inlineTraces && wantsTrace(request) ? interpret(request) : executeOperation(schemas.compiled, request);
  return {
    load: async () => ({
      executor: async (request) => {
        try {
          return withinLimits(withFewErrors(await run(request)), request.context);
        } finally {
          letGo(request.context);
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

/** A result whose errors are not too many. */
function withFewErrors(result: ExecutionResult): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: limitErrors(result.errors) };
}

/**
 * The result, unless it is too long: then there is only the error that says so. It is let go of before anything is written of it.
 * Of compiled selections the bytes have been counted already.
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

/** Lets go of what the operation has read, which the request's context may outlive (`toBody` says why). */
function letGo(context: Partial<Context>): void {
  context.release?.();
}

/**
 * Runs an operation with compiled selections, and once more without them where they could not tell all: that costs no upstream call, since the
 * request's loaders remember. Either way the response is the same.
 */
export async function executeOperation(compiled: GraphQLSchema, request: ExecutionRequest): ReturnType<Executor> {
  if (asksForSchema(request)) return interpret(request);
  const result = await interpret({ ...request, schema: compiled });
  if (result.errors === undefined || !result.errors.some(isNotCompilable)) return result;
  startOver(request.context);
  return interpret(request);
}

const isNotCompilable = ({ originalError }: GraphQLError) => originalError instanceof NotCompilable;

/** Fields about the schema, which with compiled selections is not what clients see. */
const INTROSPECTION: ReadonlySet<string> = new Set(["__schema", "__type"]);

function asksForSchema(request: ExecutionRequest): boolean {
  const operation = getOperationAST(request.document, nameOf(request));
  return operation != null && rootFieldsOf(request.document, operation).some((name) => INTROSPECTION.has(name));
}

/** What the response holds so far counts no more: it is made once more. */
function startOver(context: Partial<Context>): void {
  context.responseCost?.restart();
}

function interpret(executionRequest: ExecutionRequest): ReturnType<Executor> {
  const { schema, document, context, request } = executionRequest;
  const operationName = nameOf(executionRequest);
  const variableValues = request.variables ?? {};
  return Promise.resolve(execute({ schema, document, contextValue: context, variableValues, operationName }));
}

/** The name that was asked for; Apollo Server's own holds none when the document has no operation of that name. */
function nameOf({ request }: ExecutionRequest): string | null {
  return request.operationName ?? null;
}

/** Inline tracing counts the time of each resolver, which only Apollo Server's own way through the schema can. */
function wantsTrace({ request }: ExecutionRequest): boolean {
  return request.http?.headers.get(TRACE_HEADER) === "ftv1";
}
