import { z } from "zod";

/** How the gateway runs; `parseConfig` makes it. Units are in the names. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Processes that serve on the one port; what is limited for all of them is limited to a share in each. */
  readonly workers: number;
  /** Null: run in front of the embedded simulator. */
  readonly upstreamBaseUrl: URL | null;
  readonly upstreamTimeoutMs: number;
  readonly upstreamConcurrency: number;
  /** For each token; 0: no limit. */
  readonly upstreamCallsPerSecond: number;
  /** For all tokens together; 0: no limit. */
  readonly upstreamTotalCallsPerSecond: number;
  /** How long a call may wait for its turn. */
  readonly upstreamMaxWaitMs: number;
  /** Attempts at one call, the first one too. */
  readonly upstreamMaxAttempts: number;
  /** Failures without an answer in between that open the circuit breaker; 0: there is none. */
  readonly upstreamBreakerFailures: number;
  readonly upstreamBreakerOpenMs: number;
  readonly upstreamMaxResponseBytes: number;
  /** For all upstream calls of one operation, waits and retries too. */
  readonly operationTimeoutMs: number;
  readonly requestMaxBytes: number;
  /** For a whole request to arrive. */
  readonly requestTimeoutMs: number;
  readonly metricsEnabled: boolean;
  /** Null: no traces. */
  readonly tracing: TracingConfig | null;
  /** When requests are turned away. */
  readonly overload: OverloadConfig;
  /** The origins whose pages may ask; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** Between being told to stop and taking no new request, for load balancers to notice. */
  readonly shutdownDelayMs: number;
  /** For the requests that it has then. */
  readonly shutdownTimeoutMs: number;
  /** What one operation may come to. */
  readonly limits: LimitConfig;
  readonly introspectionEnabled: boolean;
  readonly suggestionsEnabled: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly playgroundEnabled: boolean;
  /** `/schema.graphql`. */
  readonly schemaFileEnabled: boolean;
  /** Whether whoever asks for it gets the time of each field in the answer, as routers do. */
  readonly inlineTracesEnabled: boolean;
}

/** The limits on one operation, on its variables, and on what it may ask of the upstream. */
export interface LimitConfig {
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  readonly maxRootFields: number;
  readonly maxFields: number;
  readonly maxValues: number;
  readonly maxCharacters: number;
  /** Fields of paragraphs, sentences and words in the answer. */
  readonly maxAnswerValues: number;
  readonly maxCalls: number;
  readonly maxParagraphs: number;
}

/** What counts as more than can be done; 0: no limit of that kind. */
export interface OverloadConfig {
  readonly maxOperations: number;
  readonly maxEventLoopDelayMs: number;
  readonly maxMemoryPercent: number;
  /** Held at a time by all operations of a process, read and answered; 0: no limit; null: what the heap has room for. */
  readonly maxParagraphs: number | null;
}

/** Where traces go. */
export interface TracingConfig {
  readonly endpoint: URL;
  readonly serviceName: string;
  readonly samplePercent: number;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const anyWholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);

const wholeNumber = (least: number, most: number, fallback: number) => anyWholeNumber(least, most).default(fallback);

/** Off in front of the embedded simulator, where one conference that fails on purpose must not stop the others. */
const BREAKER_FAILURES = 10;

const onOrOff = z.enum(["true", "false"], "must be true or false").optional();

const baseUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "must be an http or https URL")
  .transform((text) => new URL(text))
  .refine((url) => url.search === "" && url.hash === "", "must have no query and no fragment")
  .refine((url) => url.username === "" && url.password === "", "must hold no user name and no password");

const origins = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ""))
  .refine(
    (list) => list.every((origin) => origin === "*" || (URL.canParse(origin) && new URL(origin).origin === origin)),
    "must be origins such as https://app.example, separated by commas, or *",
  );

const environment = z
  .object({
    NODE_ENV: z.string().optional(),
    HOST: z.string().default("127.0.0.1"),
    PORT: wholeNumber(0, 65_535, 4000),
    WORKERS: wholeNumber(1, 256, 1),
    DINGTALK_BASE_URL: baseUrl.optional(),
    UPSTREAM_TIMEOUT_MS: wholeNumber(1, 600_000, 10_000),
    UPSTREAM_CONCURRENCY: wholeNumber(1, 10_000, 32),
    UPSTREAM_CALLS_PER_SECOND: wholeNumber(0, 10_000, 20),
    UPSTREAM_TOTAL_CALLS_PER_SECOND: wholeNumber(0, 10_000, 400),
    UPSTREAM_MAX_WAIT_MS: wholeNumber(0, 600_000, 10_000),
    UPSTREAM_MAX_ATTEMPTS: wholeNumber(1, 10, 3),
    UPSTREAM_BREAKER_FAILURES: anyWholeNumber(0, 10_000).optional(),
    UPSTREAM_BREAKER_OPEN_MS: wholeNumber(1, 600_000, 10_000),
    OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000, 30_000),
    UPSTREAM_MAX_RESPONSE_BYTES: wholeNumber(1024, 1_073_741_824, 67_108_864),
    REQUEST_MAX_BYTES: wholeNumber(1024, 104_857_600, 1_048_576),
    REQUEST_TIMEOUT_MS: wholeNumber(1, 3_600_000, 30_000),
    OVERLOAD_MAX_OPERATIONS: wholeNumber(0, 1_000_000, 500),
    OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: wholeNumber(0, 600_000, 2000),
    OVERLOAD_MAX_MEMORY_PERCENT: wholeNumber(0, 100, 85),
    OVERLOAD_MAX_PARAGRAPHS: anyWholeNumber(0, 1_000_000_000).optional(),
    CORS_ORIGINS: origins,
    METRICS_ENABLED: z.enum(["true", "false"], "must be true or false").default("true"),
    OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
    OTEL_SERVICE_NAME: z.string().default("minutes-graph"),
    TRACE_SAMPLE_PERCENT: wholeNumber(0, 100, 100),
    SHUTDOWN_DELAY_MS: wholeNumber(0, 600_000, 0),
    SHUTDOWN_TIMEOUT_MS: wholeNumber(1, 600_000, 25_000),
    OPERATION_MAX_TOKENS: wholeNumber(1, 100_000, 2000),
    OPERATION_MAX_DEPTH: wholeNumber(1, 1000, 20),
    OPERATION_MAX_ALIASES: wholeNumber(0, 100_000, 50),
    OPERATION_MAX_DIRECTIVES: wholeNumber(0, 100_000, 50),
    OPERATION_MAX_ROOT_FIELDS: wholeNumber(1, 100_000, 20),
    OPERATION_MAX_FIELDS: wholeNumber(1, 100_000, 1000),
    OPERATION_MAX_UPSTREAM_CALLS: wholeNumber(1, 1_000_000, 300),
    OPERATION_MAX_PARAGRAPHS: wholeNumber(1, 10_000_000, 10_000),
    OPERATION_MAX_VALUES: wholeNumber(1, 1_000_000_000, 4_000_000),
    VARIABLES_MAX_VALUES: wholeNumber(1, 1_000_000, 5000),
    VARIABLE_MAX_CHARACTERS: wholeNumber(1, 100_000_000, 2048),
    INTROSPECTION_ENABLED: onOrOff,
    SUGGESTIONS_ENABLED: onOrOff,
    PLAYGROUND_ENABLED: onOrOff,
    SCHEMA_FILE_ENABLED: onOrOff,
    INLINE_TRACES_ENABLED: onOrOff,
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  })
  .refine((env) => env.NODE_ENV !== "production" || env.DINGTALK_BASE_URL !== undefined, {
    path: ["DINGTALK_BASE_URL"],
    message: "must be set when NODE_ENV is production: the simulator is not for production",
    when: () => true,
  });

/** The environment has faults: all of them, one a line, none with a value in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the configuration from environment variables; one that is empty counts as not set. @throws ConfigError. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  const values = parsed.data;
  const onUnlessProduction = (value: z.infer<typeof onOrOff>) =>
    (value ?? String(values.NODE_ENV !== "production")) === "true";
  // One of several processes must not let out what all of them together may.
  const share = (total: number) => (total === 0 ? 0 : Math.max(1, Math.floor(total / values.WORKERS)));
  return {
    host: values.HOST,
    port: values.PORT,
    workers: values.WORKERS,
    upstreamBaseUrl: values.DINGTALK_BASE_URL ?? null,
    upstreamTimeoutMs: values.UPSTREAM_TIMEOUT_MS,
    upstreamConcurrency: share(values.UPSTREAM_CONCURRENCY),
    upstreamCallsPerSecond: share(values.UPSTREAM_CALLS_PER_SECOND),
    upstreamTotalCallsPerSecond: share(values.UPSTREAM_TOTAL_CALLS_PER_SECOND),
    upstreamMaxWaitMs: values.UPSTREAM_MAX_WAIT_MS,
    upstreamMaxAttempts: values.UPSTREAM_MAX_ATTEMPTS,
    upstreamBreakerFailures:
      values.UPSTREAM_BREAKER_FAILURES ?? (values.DINGTALK_BASE_URL === undefined ? 0 : BREAKER_FAILURES),
    upstreamBreakerOpenMs: values.UPSTREAM_BREAKER_OPEN_MS,
    operationTimeoutMs: values.OPERATION_TIMEOUT_MS,
    upstreamMaxResponseBytes: values.UPSTREAM_MAX_RESPONSE_BYTES,
    requestMaxBytes: values.REQUEST_MAX_BYTES,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    overload: {
      maxOperations: values.OVERLOAD_MAX_OPERATIONS,
      maxEventLoopDelayMs: values.OVERLOAD_MAX_EVENT_LOOP_DELAY_MS,
      maxMemoryPercent: values.OVERLOAD_MAX_MEMORY_PERCENT,
      maxParagraphs: values.OVERLOAD_MAX_PARAGRAPHS ?? null,
    },
    corsOrigins: values.CORS_ORIGINS,
    metricsEnabled: values.METRICS_ENABLED === "true",
    tracing: toTracing(values),
    shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
    limits: toLimits(values),
    introspectionEnabled: onUnlessProduction(values.INTROSPECTION_ENABLED),
    suggestionsEnabled: onUnlessProduction(values.SUGGESTIONS_ENABLED),
    logLevel: values.LOG_LEVEL,
    playgroundEnabled: onUnlessProduction(values.PLAYGROUND_ENABLED),
    schemaFileEnabled: onUnlessProduction(values.SCHEMA_FILE_ENABLED),
    inlineTracesEnabled: onUnlessProduction(values.INLINE_TRACES_ENABLED),
  };
}

function toLimits(values: z.infer<typeof environment>): LimitConfig {
  return {
    maxTokens: values.OPERATION_MAX_TOKENS,
    maxDepth: values.OPERATION_MAX_DEPTH,
    maxAliases: values.OPERATION_MAX_ALIASES,
    maxDirectives: values.OPERATION_MAX_DIRECTIVES,
    maxRootFields: values.OPERATION_MAX_ROOT_FIELDS,
    maxFields: values.OPERATION_MAX_FIELDS,
    maxValues: values.VARIABLES_MAX_VALUES,
    maxCharacters: values.VARIABLE_MAX_CHARACTERS,
    maxCalls: values.OPERATION_MAX_UPSTREAM_CALLS,
    maxParagraphs: values.OPERATION_MAX_PARAGRAPHS,
    maxAnswerValues: values.OPERATION_MAX_VALUES,
  };
}

function toTracing(values: z.infer<typeof environment>): TracingConfig | null {
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return null;
  return { endpoint, serviceName: values.OTEL_SERVICE_NAME, samplePercent: values.TRACE_SAMPLE_PERCENT };
}
