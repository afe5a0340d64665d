import { setTimeout as pause } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { printSchema } from "graphql";
import type { Clock } from "./auth/clock.js";
import { CREDENTIAL_HEADERS } from "./auth/request-headers.js";
import { createRouterCheck } from "./auth/router-secret.js";
import { demoSignInPage } from "./config/demo-provider.js";
import type { Config } from "./config/parse-config.js";
import { createSchema } from "./graphql/schema/schema.js";
import { createGraphQLServer } from "./graphql/server.js";
import { registerRoutes } from "./http/app.js";
import { registerCompression } from "./http/compression.js";
import { createMetricsServer } from "./http/metrics.js";
import { findPlaygroundAssets } from "./http/playground/assets.js";
import type { NoPlayground, PlaygroundOptions } from "./http/playground/playground.js";
import { createServer } from "./http/server.js";
import type { Audit } from "./observability/audit.js";
import { createTracing } from "./observability/create-tracing.js";
import { FailureLog } from "./observability/failure-log.js";
import type { Channel } from "./observability/ipc.js";
import { createLog } from "./observability/log.js";
import { type GatewayStatus, Metrics } from "./observability/metrics.js";
import { createOddityLog } from "./observability/oddity-log.js";
import { type OperationListener, toLogLine } from "./observability/operation-report.js";
import type { Tracing } from "./observability/tracing.js";
import { readVersion } from "./observability/version.js";
import { createReaders, type ReaderParts, type Readers } from "./readers.js";
import { createFolding } from "./transcript/analysis/chinese-scripts.js";
import { MemoryBudget } from "./transcript/memory-budget.js";
import type { UpstreamObserver } from "./transcript/upstream-observer.js";
import { createCallGates, type LimitParts } from "./gateway-limits.js";
import { createStore } from "./gateway-redis.js";
import { createSignIn } from "./gateway-sign-in.js";
import type { RedisStore } from "./redis/redis-store.js";
import { createUpstreamClient, type UpstreamClient } from "./upstream/client.js";
import type { OddityListener } from "./upstream/dingtalk/oddities.js";

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

/** What a gateway needs from its process. */
export interface GatewayProcess {
  /** Gets the log's lines; null: the standard output. */
  readonly logStream: { write(line: string): void } | null;
  /** The channel from a worker to its primary; null: this is the only process. */
  readonly primary: Channel | null;
  /** Returns the current app secret, whose file may change. By default the secret in the configuration. */
  readonly readAppSecret?: () => Promise<string>;
  /** The clock of sign-in; by default the machine's. */
  readonly clock?: Clock;
}

/** Creates the whole gateway in front of one upstream. Two gateways in one process share nothing. */
export async function createGateway(
  config: Config,
  upstreamBaseUrl: URL,
  { logStream, primary, ...signInParts }: GatewayProcess = { logStream: null, primary: null },
): Promise<Gateway> {
  const version = readVersion();
  const tracing = await startTracing(config, version);
  const log = createLog({ level: config.observability.logLevel, stream: logStream, fields: () => tracing.ids() });
  const app = createServer({ ...config.http, operationTimeoutMs: config.operation.timeoutMs, log });
  const memory = createMemoryBudget(config.overload.maxBytes);
  const status = () => readStatus(upstream, memory, readers, store, config);
  const metrics = createMetrics(config, status, version, primary);
  const store = await createStore(config, { metrics, log });
  const upstream = createUpstream({ config, upstreamBaseUrl, store, log }, metrics, tracing);
  const signIn = createSignIn(config, upstreamBaseUrl, signInParts, { metrics, log }, store);
  const readers = createReaders({ config, upstream, upstreamBaseUrl, tracing, store, ...watchReads(metrics, log) });
  const apollo = await createGraphQLServer({
    ...toGraphQLOptions(config, upstream, log),
    onOperation: watchOperations(metrics, tracing, log, signIn.audit),
  });
  await apollo.start();
  const metricsServer =
    metrics !== null && config.observability.metricsPort !== null ? createMetricsServer(metrics, log) : null;
  if (config.http.compressionEnabled) await registerCompression(app);
  const drain = registerRoutes(app, {
    apollo,
    authenticate: signIn.authenticate,
    seal: signIn.seal,
    isRouter: createRouterCheck(config.routers.secret),
    responseMinBytesPerSecond: config.http.responseMinBytesPerSecond,
    readerFor: readers.readerFor,
    ...(await toResponseOptions(config)),
    memory,
    playground: choosePlayground(config, app.log),
    overload: config.overload,
    corsOrigins: config.http.corsOrigins,
    metrics,
    servesMetrics: metricsServer === null,
    tracing,
    isReady: () => store === null || store.hasConnected || !config.redis.required,
    schemaText: config.exploring.schemaFileEnabled ? `${printSchema(await createSchema())}\n` : null,
  });
  return {
    listen: async () => {
      await Promise.all([signIn.start(), store?.start()]);
      await metricsServer?.listen({ host: config.http.host, port: config.observability.metricsPort ?? 0 });
      return new URL(await app.listen({ host: config.http.host, port: config.http.port }));
    },
    close: async () => {
      drain.begin();
      await drainInTime(app, config.shutdown, log);
      await metricsServer?.close();
      await apollo.stop();
      signIn.close();
      await upstream.close();
      store?.close();
      await tracing.close();
    },
  };
}

async function toResponseOptions({ operation, search }: Config) {
  return {
    responseLimits: { maxValues: operation.maxResponseValues, maxBytes: operation.maxResponseBytes },
    folding: await createFolding(search.foldsChinese),
  };
}

function toGraphQLOptions({ exploring, operation }: Config, upstream: UpstreamClient, log: FastifyBaseLogger) {
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

/** By default 60 % of the heap. The rest is for everything else, and for garbage. */
function createMemoryBudget(maxBytes: number | null): MemoryBudget {
  if (maxBytes === 0) return new MemoryBudget(Infinity);
  return new MemoryBudget(maxBytes ?? Math.floor(getHeapStatistics().heap_size_limit * 0.6));
}

/** The embedded simulator is in this process. */
const NO_PROXIES = { httpsProxy: "", httpProxy: "", noProxy: "" };

/** Traces use the same proxies as all other calls. Node.js's own HTTP client reads them under these names. */
function startTracing({ tracing, outgoing }: Config, serviceVersion: string): Promise<Tracing> {
  const { httpsProxy, httpProxy, noProxy } = outgoing;
  const proxyEnv = { HTTPS_PROXY: httpsProxy || httpProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy };
  return createTracing({ ...tracing, proxyEnv, serviceVersion });
}

/** With a shared store, every process knows the month's count of all. */
function createMetrics(
  { observability, redis }: Config,
  status: () => GatewayStatus,
  version: string,
  primary: Channel | null,
): Metrics | null {
  return observability.metricsEnabled ? new Metrics(status, version, primary, redis.url !== null) : null;
}

function readStatus(
  upstream: UpstreamClient,
  memory: MemoryBudget,
  readers: Readers,
  store: RedisStore | null,
  config: Config,
): GatewayStatus {
  return {
    ...upstream.status,
    callsPerMonth: config.upstream.callsPerMonth[store === null ? "share" : "forAll"],
    memoryHeldBytes: memory.bytes,
    cache: readers.cacheStatus,
    storeIsOut: store !== null && !store.isAvailable,
  };
}

function createUpstream(parts: Omit<LimitParts, "onStart">, metrics: Metrics | null, tracing: Tracing): UpstreamClient {
  const { config, upstreamBaseUrl: baseUrl, log } = parts;
  return createUpstreamClient({
    ...config.upstream,
    ...createCallGates({ ...parts, onStart: (outcome, lateMs) => metrics?.onStart(outcome, lateMs) }),
    proxy: config.deployment.upstreamBaseUrl === null ? NO_PROXIES : config.outgoing,
    operationTimeoutMs: config.operation.timeoutMs,
    baseUrl,
    observer: watchUpstream(metrics, tracing, log),
    onOddity: watchOddities(metrics, log),
  });
}

function watchOddities(metrics: Metrics | null, log: FastifyBaseLogger): OddityListener {
  const logOnce = createOddityLog(log);
  return (kind, count) => {
    metrics?.onOddity(kind, count);
    logOnce(kind);
  };
}

function watchUpstream(metrics: Metrics | null, tracing: Tracing, log: FastifyBaseLogger): UpstreamObserver {
  const failures = new FailureLog(log);
  return {
    onCall: (event) => {
      metrics?.onCall(event);
      tracing.onCall(event);
      failures.onCall(event);
    },
    onBreaker: (state) => {
      metrics?.onBreaker(state);
      log.warn({ breaker: state }, "the circuit breaker of the upstream has changed");
    },
  };
}

function watchReads(
  metrics: Metrics | null,
  log: FastifyBaseLogger,
): Pick<ReaderParts, "cacheObserver" | "walkObserver"> {
  return {
    cacheObserver: {
      onCacheRead: (read) => metrics?.onCacheRead(read),
      onSharedLookup: (result) => metrics?.onSharedLookup(result),
      onSharedWrite: (result) => metrics?.onSharedWrite(result),
      onBrokenValue: (reason) => metrics?.onBrokenValue(reason),
      onDefect: (error) => log.error({ frames: framesOf(error) }, "a defect kept the shared cache from helping"),
    },
    walkObserver: {
      onFalseHasMore: () => {
        metrics?.onFalseHasMore();
        log.warn("the upstream said hasMore at the end of a transcript, which was read completely");
      },
    },
  };
}

/** Where an error was thrown, without its message, which may quote what was read. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.map((line) => line.trim()).filter((line) => line.startsWith("at "));
}

function watchOperations(
  metrics: Metrics | null,
  tracing: Tracing,
  log: FastifyBaseLogger,
  audit: Audit | null,
): OperationListener {
  return (report) => {
    metrics?.onOperation(report);
    tracing.describe(report);
    log.info(toLogLine(report), "operation");
    if (audit !== null) log.info(audit(report), "audit");
  };
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

/** Accepts requests until load balancers have noticed, then none, and waits for the running ones. */
async function drainInTime(app: FastifyInstance, { delayMs, timeoutMs }: Config["shutdown"], log: FastifyBaseLogger) {
  const began = performance.now();
  await pause(delayMs);
  await closeInTime(app, timeoutMs);
  log.info({ durationMs: Math.round(performance.now() - began) }, "drained: no request is under way any more");
}

/**
 * Callers without a response when the time is over get none: their connections are cut, which ends their upstream
 * calls.
 */
async function closeInTime(app: FastifyInstance, timeoutMs: number): Promise<void> {
  const timer = setTimeout(() => {
    app.log.warn("the shutdown timeout is over: connections without a response are cut");
    app.server.closeAllConnections();
  }, timeoutMs);
  await app.close();
  clearTimeout(timer);
}
