import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import type { OperationListener } from "../observability/operation-report.js";
import { admission } from "./admission.js";
import type { Context } from "./context.js";
import { createDocumentStore } from "./execution/document-store.js";
import { createExecutionGateway } from "./execution/executor.js";
import { withCompiledSelections } from "./execution/compiled-schema.js";
import { toBody } from "./execution/response-body.js";
import { createSubgraphSchema } from "./federation/subgraph.js";
import { createSchema } from "./schema/schema.js";
import { type ErrorPolicy, formatError, onceForEach } from "./format-error.js";
import { refuseIntrospection } from "./introspection-rule.js";
import { createCostLimit } from "./limits/cost-limit.js";
import { MAX_ERRORS } from "./limits/error-limit.js";
import { createLimitRule } from "./limits/limit-rule.js";
import type { OperationLimits, VariableLimits } from "./limits/limits.js";
import { PriceList } from "./limits/price-list.js";
import { createVariableLimits } from "./limits/variable-limits.js";
import { createOperationReports } from "./operation-reports.js";
import { requestErrorStatus } from "./request-error-status.js";
import { createUpstreamCost } from "./upstream-cost.js";

/** The parts of the gateway that the GraphQL server needs. */
export interface GraphQLServerOptions {
  readonly errors: ErrorPolicy;
  /** Gets every operation that has its response. */
  readonly onOperation: OperationListener;
  /** For the messages of Apollo Server itself. */
  readonly logger: NonNullable<ApolloServerOptions<Context>["logger"]>;
  /** Whether clients may read the schema; routers can always read it from `_service`. */
  readonly introspection: boolean;
  /** Whether a caller may request the time of each field (`apollo-federation-include-trace: ftv1`). */
  readonly inlineTraces: boolean;
  /** The number of calls counted this month, for responses that say what they cost; null: no response says it. */
  readonly callsThisMonth: (() => number) | null;
  /** Headers with credentials. A page of another origin can send them only if this gateway allows it. */
  readonly credentialHeaders: readonly string[];
  readonly limits: OperationLimits & VariableLimits;
}

/**
 * Apollo's own headers that a page of another origin can send only if this gateway allows it. One of them, or of the
 * headers with credentials, proves that the request does not come from such a page.
 */
const PREFLIGHTED_HEADERS = ["apollo-require-preflight", "x-apollo-operation-name"];

/** Creates the GraphQL server over the subgraph schema. It is not started yet. */
export async function createGraphQLServer(options: GraphQLServerOptions): Promise<ApolloServer<Context>> {
  const { errors, introspection, inlineTraces, limits, logger, credentialHeaders } = options;
  const interpreted = await createSubgraphSchema();
  const schemas = {
    interpreted,
    compiled: withCompiledSelections(await createSubgraphSchema()),
    client: await createSchema(),
  };
  const policy = { ...errors, report: onceForEach(errors.report) };
  return new ApolloServer<Context>({
    gateway: createExecutionGateway(schemas, inlineTraces),
    plugins: toPlugins(options, new PriceList(interpreted)),
    logger,
    formatError: (formatted, error) => formatError(formatted, error, policy),
    // If introspection is off, our own rule refuses it.
    introspection: true,
    documentStore: createDocumentStore(),
    // The last error says that there were more.
    validationOptions: { maxErrors: MAX_ERRORS - 1 },
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [createLimitRule(limits), ...(introspection ? [] : [refuseIntrospection])],
    csrfPrevention: { requestHeaders: [...credentialHeaders, ...PREFLIGHTED_HEADERS] },
    allowBatchedHttpRequests: false,
    stringifyResult: (result) => passAsString(toBody(result)),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
  });
}

function toPlugins(options: GraphQLServerOptions, prices: PriceList): ApolloServerPlugin<Context>[] {
  const { inlineTraces, limits, onOperation, callsThisMonth } = options;
  return [
    ApolloServerPluginCacheControlDisabled(),
    admission,
    inlineTraces
      ? ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })
      : ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    createVariableLimits(limits),
    createCostLimit(prices, limits.maxCost),
    requestErrorStatus,
    ...(callsThisMonth === null ? [] : [createUpstreamCost(callsThisMonth)]),
    createOperationReports(onOperation),
  ];
}

/**
 * Passes bytes where Apollo Server expects a string. It only hands the body on, and the sender accepts bytes too. A
 * string would cost decoding and encoding a large response again.
 */
function passAsString(body: Buffer): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return body as string | Buffer as string;
}
