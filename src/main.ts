#!/usr/bin/env node
// The only file with effects at import. It checks the version before it loads anything else, because on an older
// Node.js a dependency may fail with a message that does not help.
import cluster from "node:cluster";
import { setFlagsFromString } from "node:v8";

const OLDEST_NODE = 24;

/** The variable by which the primary passes the simulator's address to its workers. */
const SIMULATOR_OF_WORKERS = "MINUTES_GRAPH_SIMULATOR_URL";

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`minutes-graph needs Node.js ${OLDEST_NODE} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

// Linux ignores a signal to a container's first process while nothing listens for it, and the rest takes time to load.
const onSignal = watchStopSignals();

// All objects of a large response are alive at once. V8 concludes that such objects live long, and from then on
// allocates them in the old generation, where they wait for a full collection (docs/adr/0010-memory-settings.md).
setFlagsFromString("--no-allocation-site-pretenuring");
// Large pages are buffers, and V8 would start a full collection for every 64 MB of buffers. With this flag it counts
// them as part of the heap. A V8 that does not know a flag reports it on the standard error and continues.
setFlagsFromString("--external-memory-accounted-in-global-limit");
// A full collection starts when the heap has doubled since the last one. V8 would let it grow up to fourfold, with the
// short-lived objects of large responses.
setFlagsFromString("--heap-growing-percent=100");

const { handleCommandLine } = await import("./startup/command-line.js");
const reply = handleCommandLine(process.argv.slice(2));
if (reply !== null) {
  (reply.exitCode === 0 ? console.log : console.error)(reply.text);
  process.exit(reply.exitCode);
}

const { demoNotice } = await import("./startup/demo-notice.js");
const { describeStart } = await import("./startup/describe-start.js");
const { explainFailure } = await import("./startup/explain-failure.js");
const { readEnvironment } = await import("./startup/read-environment.js");
const { readAppSecret } = await import("./config/parse-config.js");
const { createLog, openStandardOutput } = await import("./observability/log.js");

// This process has only one log stream; with two, lines could appear in the wrong order.
const logStream = openStandardOutput();

try {
  const environment = readEnvironment(process.env);
  const { config } = environment;
  const log = createLog({ level: config.observability.logLevel, stream: logStream, fields: () => ({}) });
  const onStop: Process["onStop"] = (stop) =>
    onSignal((signal) => {
      log.info({ signal }, "told to stop");
      stop();
    });
  onStop(() => exit(log));
  if (cluster.isPrimary) {
    log.info(describeStart(config), "minutes-graph starts");
    for (const warning of config.warnings) log.warn(warning);
  }
  const run = config.deployment.workers > 1 && cluster.isPrimary ? supervise : serve;
  await run(environment, { log, onStop });
} catch (error) {
  console.error(explainFailure(error));
  process.exit(1);
}

type Environment = import("./startup/read-environment.js").GatewayEnvironment;
type Log = import("pino").Logger;

/** The parts of this process that a run needs. */
interface Process {
  readonly log: Log;
  /** Sets the function that the first signal to stop calls. */
  readonly onStop: (stop: () => void) => void;
}

/** Serves with several processes on one port, which share one simulator with one set of sign-in keys. */
async function supervise({ config, simulator: options }: Environment, { log, onStop }: Process): Promise<void> {
  const { Supervisor } = await import("./workers.js");
  const simulator = config.deployment.upstreamBaseUrl === null ? await embedSimulator(options) : null;
  if (simulator !== null) process.env[SIMULATOR_OF_WORKERS] = simulator.url;
  const { metricsEnabled, metricsPort } = config.observability;
  if (metricsEnabled) (await import("./observability/worker-metrics.js")).gatherMetrics(cluster);
  const supervisor = new Supervisor(cluster, {
    count: config.deployment.workers,
    ports: metricsPort === null ? 1 : 2,
    onEnd: (end) => log.warn(end, "a worker has ended; another one will start"),
    backOffMs: { first: 100, longest: 30_000 },
  });
  onStop(() => supervisor.stop());
  const code = (await supervisor.ended) ?? 0;
  await simulator?.close();
  exit(log, { code });
}

/** Serves with this process. */
async function serve({ config, simulator: options }: Environment, { log, onStop }: Process): Promise<void> {
  // Such a rejection belongs to one request at most. Without a listener, Node.js would end the process, and with it all
  // other requests.
  process.on("unhandledRejection", (err) => log.error({ err }, "a promise was rejected, and nothing handled it"));
  const { createGateway } = await import("./gateway.js");
  const { useProxies } = await import("./upstream/http/dispatcher.js");
  const isDemo = config.deployment.upstreamBaseUrl === null;
  const shared = cluster.isWorker ? process.env[SIMULATOR_OF_WORKERS] : undefined;
  const simulator = isDemo && shared === undefined ? await embedSimulator(options) : null;
  const upstreamBaseUrl = config.deployment.upstreamBaseUrl ?? new URL(shared ?? simulator?.url ?? "");
  const { outgoing } = config;
  // The simulator is on this machine, with its tokens and its identity provider: no proxy reaches it.
  useProxies(isDemo ? { ...outgoing, noProxy: `${outgoing.noProxy},${upstreamBaseUrl.host}` } : outgoing);
  const primary = cluster.worker ?? null;
  const gateway = await createGateway(config, upstreamBaseUrl, {
    logStream,
    primary,
    readAppSecret: async () => readAppSecret(process.env),
  });
  const address = await gateway.listen();
  onStop(() => void closeAndExit(log, () => gateway.close().then(() => simulator?.close())));
  if (isDemo && (cluster.worker?.id ?? 1) === 1) console.log(demoNotice(address, config));
}

/** Closes the servers, and ends the process. */
async function closeAndExit(log: Log, close: () => Promise<void>): Promise<never> {
  try {
    await close();
  } catch (error) {
    log.error({ err: error }, "not stopped cleanly");
    process.exit(1);
  }
  exit(log);
}

/** Ends the process after its last line of the log. */
function exit(log: Log, fields: { readonly code?: number } = {}): never {
  log.info(fields, "stopped");
  process.exit(fields.code ?? 0);
}

/**
 * Stops once, at the first signal: a terminal and a supervisor may both send one. Returns a setter of the function that
 * stops; before it is called, the process ends at once.
 */
function watchStopSignals(): (stop: (signal: string) => void) => void {
  let isTold = false;
  let stop: ((signal: string) => void) | null = null;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (isTold) return;
      isTold = true;
      if (stop === null) process.exit(0);
      stop(signal);
    });
  return (handler) => void (stop = handler);
}

async function embedSimulator(options: Environment["simulator"]) {
  const { startSimulator } = await import("./simulator/simulator.js");
  return startSimulator(options);
}
