import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema } from "graphql";
import { GatewayError } from "../../errors.js";
import type { Context } from "../context.js";
import { limitErrors } from "../limits/error-limit.js";
import { sizeOf } from "../limits/response-size.js";
import { TRACE_HEADER } from "../trace-header.js";
import { toWholeError } from "./compiled-error.js";
import { CompiledQueries, type PreparedOperation } from "./compiled-queries.js";
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
  /** What operations are compiled from; nobody touches it. */
  readonly compiled: GraphQLSchema;
}

/**
 * Puts compiled execution in the place of Apollo Server's own, by the option that is meant for gateways: it parses and
 * validates as ever, and hands the operation over. With `inlineTraces`, an operation that asks to be traced is interpreted.
 */
export function createExecutionGateway(schemas: Schemas, inlineTraces: boolean): ApolloGateway {
  const queries = new CompiledQueries(schemas.compiled);
  const run = (request: ExecutionRequest) =>
    inlineTraces && wantsTrace(request) ? interpret(request) : executeOperation(queries, request);
  return {
    load: async () => ({
      executor: async (request) => {
        try {
          return withinLimits(withWholeErrors(await run(request)), request.context);
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

/** A result whose errors can be read and are not too many. */
function withWholeErrors(result: ExecutionResult): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: limitErrors(result.errors).map(toWholeError) };
}

/**
 * The result, unless it is too long: then there is only the error that says so. It is let go of before anything is written of it.
 * Of compiled parts the bytes have been counted already.
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

/** Runs an operation, compiled when it has been seen before. Whichever way it runs, the answer is the same. */
export async function executeOperation(queries: CompiledQueries, request: ExecutionRequest): ReturnType<Executor> {
  const { document, queryHash } = request;
  const operation = queries.find({ document, queryHash, operationName: nameOf(request) });
  if (operation === null) return interpret(request);
  const result = await operation.run(request.context, request.request.variables ?? {});
  if (isSettled(operation, result)) return result;
  startOver(request.context);
  return interpret(request);
}

/** What has been answered will be answered once more, in place of the first time. */
function startOver(context: Partial<Context>): void {
  context.responseCost?.restart();
}

/**
 * False where the two ways could say different things. Without data nothing has run: the variables do not fit, which the
 * interpreter says in the words that everyone knows. Where an error has taken its parent with it, the interpreter stops at the
 * first one, while compiled execution reports the siblings' too. Under conditions, it also names selections that were skipped.
 * To run such an operation again costs no upstream call: the request's loaders remember.
 */
function isSettled({ namesSkipped }: PreparedOperation, { data, errors = [] }: ExecutionResult): boolean {
  if (namesSkipped && errors.length > 0) return false;
  return data !== undefined && errors.every((error) => isSettledError(data, error));
}

function isSettledError(data: unknown, { path, originalError }: GraphQLError): boolean {
  return path !== undefined && isOwnPlace(data, path) && !(originalError instanceof NotCompilable);
}

/** True when everything above the place of an error is there. */
function isOwnPlace(data: unknown, path: readonly (string | number)[]): boolean {
  let value: unknown = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return false;
    value = Reflect.get(value, key);
  }
  return true;
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
