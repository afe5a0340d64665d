import { getHeapStatistics } from "node:v8";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { printSchema } from "graphql";
import { CREDENTIAL_HEADERS } from "./auth/request-headers.js";
import { createRouterCheck } from "./auth/router-secret.js";
import { demoSignInPage } from "./config/demo-provider.js";
import type { Config } from "./config/parse-config.js";
import { createSchema } from "./graphql/schema/schema.js";
import { createGraphQLServer } from "./graphql/server.js";
import { registerRoutes } from "./http/app.js";
import { registerCompression } from "./http/compression.js";
import { drainInTime } from "./http/drain.js";
import { createMetricsServer } from "./http/metrics.js";
import { findPlaygroundAssets } from "./http/playground/assets.js";
import type { NoPlayground, PlaygroundOptions } from "./http/playground/playground.js";
import { createServer } from "./http/server.js";
import { createTracing } from "./observability/create-tracing.js";
import type { Channel } from "./observability/ipc.js";
import { createLog } from "./observability/log.js";
import type { GatewayStatus } from "./observability/gateway-gauges.js";
import { Metrics } from "./observability/metrics.js";
import type { LossListener, Tracing } from "./observability/tracing.js";
import { readVersion } from "./observability/version.js";
import { createReaders, type Readers } from "./readers.js";
import { createFolding } from "./transcript/analysis/chinese-scripts.js";
import { MemoryBudget } from "./transcript/memory-budget.js";
import { createCallLimiters, type LimitParts } from "./gateway-limits.js";
import { createStore } from "./gateway-redis.js";
import { type Observability, watchOddities, watchOperations, watchReads, watchUpstream } from "./gateway-observers.js";
import { createSignIn, type SignIn, type SignInParts } from "./gateway-sign-in.js";
import type { ConnectedStore } from "./redis/shared-store.js";
import { createUpstreamClient, type UpstreamClient } from "./upstream/client.js";

/** A gateway that can listen. */
export interface Gateway {
  /** Starts to accept requests. Returns the address as a URL. @throws if the port is in use. */
  listen(): Promise<URL>;
  /**
   * Stops: reports that it is not ready, accepts requests until the shutdown delay is over, finishes the running ones
   * within the shutdown timeout, and releases everything.
   */
  close(): Promise<void>;
}

/** The parts of the process that a gateway needs. */
export interface GatewayProcess extends SignInParts {
  /** Gets the log's lines; null: the standard output. */
  readonly logStream: { write(line: string): void } | null;
  /** The channel from a worker to its primary; null: this is the only process. */
  readonly primary: Channel | null;
}

/** The parts of one gateway. Each of them is created once. */
interface GatewayParts extends Observability {
  readonly config: Config;
  readonly app: FastifyInstance;
  readonly memory: MemoryBudget;
  readonly store: ConnectedStore | null;
  readonly upstream: UpstreamClient;
  readonly signIn: SignIn;
  readonly readers: Readers;
}

/** Creates the whole gateway in front of one upstream. Two gateways in one process share nothing. */
export async function createGateway(
  config: Config,
  upstreamBaseUrl: URL,
  process: GatewayProcess = { logStream: null, primary: null },
): Promise<Gateway> {
  const parts = await createParts(config, upstreamBaseUrl, process);
  const apollo = await startGraphQLServer(parts);
  const metricsServer = chooseMetricsServer(parts);
  if (config.http.compressionEnabled) await registerCompression(parts.app);
  const drain = registerRoutes(parts.app, {
    ...(await toAppOptions(parts)),
    apollo,
    servesMetrics: metricsServer === null,
  });
  return {
    listen: () => startListening(parts, metricsServer),
    close: async () => {
      drain.begin();
      await drainInTime(parts.app, config.shutdown);
      await metricsServer?.close();
      await apollo.stop();
      await release(parts);
    },
  };
}

async function createParts(
  config: Config,
  upstreamBaseUrl: URL,
  { logStream, primary, ...signInParts }: GatewayProcess,
): Promise<GatewayParts> {
  const version = readVersion();
  const onLoss = (reason: string) => log.warn({ reason }, "traces are lost: the collector does not accept them");
  const tracing = await startTracing(config, version, onLoss);
  const log = createLog({ level: config.observability.logLevel, stream: logStream, fields: () => tracing.ids() });
  const metrics = config.observability.metricsEnabled
    ? new Metrics(() => readStatus(parts), version, primary, config.redis.address !== null)
    : null;
  const observability = { log, metrics, tracing };
  const store = await createStore(config, observability);
  const upstream = createUpstream({ config, upstreamBaseUrl, store, log }, observability);
  const parts: GatewayParts = {
    ...observability,
    config,
    app: createServer({ ...config.http, operationTimeoutMs: config.operation.timeoutMs, log }),
    memory: createMemoryBudget(config.overload.maxBytes),
    store,
    upstream,
    signIn: createSignIn(config, upstreamBaseUrl, signInParts, observability, store),
    readers: createReaders({ config, upstream, upstreamBaseUrl, tracing, store, ...watchReads(observability) }),
  };
  return parts;
}

async function startGraphQLServer(parts: GatewayParts) {
  const apollo = await createGraphQLServer({
    ...toGraphQLOptions(parts),
    onOperation: watchOperations(parts, parts.signIn.audit),
  });
  await apollo.start();
  return apollo;
}

/** A separate server for metrics; null if the main server has them, or if they are off. */
function chooseMetricsServer({ config, metrics, log }: GatewayParts): FastifyInstance | null {
  return metrics === null || config.observability.metricsPort === null ? null : createMetricsServer(metrics, log);
}

async function toAppOptions({ config, app, signIn, readers, memory, metrics, tracing, store }: GatewayParts) {
  return {
    authenticate: signIn.authenticate,
    seal: signIn.seal,
    isRouter: createRouterCheck(config.routers.secret),
    responseMinBytesPerSecond: config.http.responseMinBytesPerSecond,
    readerFor: readers.readerFor,
    responseLimits: { maxValues: config.operation.maxResponseValues, maxBytes: config.operation.maxResponseBytes },
    folding: await createFolding(config.search.foldsChinese),
    memory,
    playground: choosePlayground(config, app.log),
    overload: config.overload,
    corsOrigins: config.http.corsOrigins,
    metrics,
    tracing,
    isReady: () => store === null || store.hasConnected || !config.redis.required,
    schemaText: config.exploring.schemaFileEnabled ? `${printSchema(await createSchema())}\n` : null,
  };
}

async function startListening({ config, app, signIn, store }: GatewayParts, metricsServer: FastifyInstance | null) {
  const { port } = config.http;
  // On localhost, Fastify listens on each address, but waits only for the requests of the first when it closes.
  const host = config.http.host === "localhost" ? "127.0.0.1" : config.http.host;
  await Promise.all([signIn.start(), store?.start()]);
  await metricsServer?.listen({ host, port: config.observability.metricsPort ?? 0 });
  return new URL(await app.listen({ host, port }));
}

async function release({ signIn, upstream, store, tracing }: GatewayParts): Promise<void> {
  signIn.close();
  await upstream.close();
  store?.close();
  await tracing.close();
}

function toGraphQLOptions({ config: { exploring, operation }, upstream, log }: GatewayParts) {
  return {
    errors: {
      report: (error: unknown) => log.error({ err: error }, "an operation failed inside the gateway"),
      suggestions: exploring.suggestionsEnabled,
    },
    logger: log,
    introspection: exploring.introspectionEnabled,
    inlineTraces: exploring.inlineTracesEnabled,
    callsThisMonth: exploring.costInResponse ? () => upstream.status.callsThisMonth : null,
    credentialHeaders: CREDENTIAL_HEADERS,
    limits: operation,
  };
}

/** By default 60 % of the heap. The rest is for other objects and for garbage. */
function createMemoryBudget(maxBytes: number | null): MemoryBudget {
  if (maxBytes === 0) return new MemoryBudget(Infinity);
  return new MemoryBudget(maxBytes ?? Math.floor(getHeapStatistics().heap_size_limit * 0.6));
}

/** The embedded simulator is in this process. */
const NO_PROXIES = { httpsProxy: "", httpProxy: "", noProxy: "" };

/** Traces use the same proxies as all other calls. Node.js's own HTTP client reads them under these names. */
function startTracing({ tracing, outgoing }: Config, serviceVersion: string, onLoss: LossListener): Promise<Tracing> {
  const { httpsProxy, httpProxy, noProxy } = outgoing;
  const proxyEnv = { HTTPS_PROXY: httpsProxy || httpProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy };
  return createTracing({ ...tracing, proxyEnv, serviceVersion, onLoss });
}

function readStatus({ config, upstream, memory, readers, store }: GatewayParts): GatewayStatus {
  return {
    ...upstream.status,
    callsPerMonth: config.upstream.callsPerMonth[store === null ? "share" : "forAll"],
    memoryHeldBytes: memory.bytes,
    cache: readers.cacheStatus,
    storeIsUnavailable: store !== null && !store.isAvailable,
  };
}

function createUpstream(parts: Omit<LimitParts, "onStart">, observability: Observability): UpstreamClient {
  const { config, upstreamBaseUrl: baseUrl } = parts;
  return createUpstreamClient({
    ...config.upstream,
    ...createCallLimiters({ ...parts, onStart: (outcome, lateMs) => observability.metrics?.onStart(outcome, lateMs) }),
    proxy: config.deployment.upstreamBaseUrl === null ? NO_PROXIES : config.outgoing,
    operationTimeoutMs: config.operation.timeoutMs,
    baseUrl,
    observer: watchUpstream(observability),
    onOddity: watchOddities(observability),
  });
}

/** A gateway without its playground still serves all clients, so missing files cause only a warning. */
function choosePlayground(config: Config, log: FastifyBaseLogger): PlaygroundOptions | NoPlayground {
  if (!config.exploring.playgroundEnabled)
    return { missing: "The playground is switched off: PLAYGROUND_ENABLED=true switches it on." };
  const assets = findPlaygroundAssets();
  if (assets === null) log.warn("no playground: `npm run build` has not built it");
  if (assets === null) return { missing: "There is no playground: `npm run build` has not built it." };
  const wantsJwt = config.signIn.issuer !== null;
  const demo = config.deployment.upstreamBaseUrl === null;
  return { assets, demo, wantsJwt, showsCost: config.exploring.costInResponse, signInPage: demoSignInPage(config) };
}
