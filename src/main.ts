#!/usr/bin/env node
// The only file with effects at import. The version is checked before anything else is loaded, since an older runtime may
// fail in a dependency, with a message that helps nobody.
import cluster from "node:cluster";
import { setFlagsFromString } from "node:v8";

const OLDEST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(`minutes-graph needs Node.js ${OLDEST_NODE} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

// V8 learns during a large page that what one allocation site makes lives long, and makes it in the old generation from then
// on, where it lies about until the next full collection: half of the time of a deep page (docs/adr/0003-compiled-execution.md).
setFlagsFromString("--no-allocation-site-pretenuring");
// Large pages are in buffers, for every 64 MB of which V8 would begin a full collection; so it counts them with the rest.
// A V8 that does not know a flag says so on the standard error, and goes on.
setFlagsFromString("--external-memory-accounted-in-global-limit");

const { ConfigError, parseConfig } = await import("./config/parse-config.js");

try {
  const config = parseConfig(process.env);
  await (config.deployment.workers > 1 && cluster.isPrimary ? supervise(config) : serve(config));
} catch (error) {
  if (error instanceof ConfigError)
    console.error(`minutes-graph cannot start with this environment:\n${error.message}`);
  else console.error("minutes-graph cannot start:", error);
  process.exit(1);
}

/** Serves from several processes on one port. */
async function supervise(config: import("./config/parse-config.js").Config): Promise<void> {
  const { superviseWorkers } = await import("./workers.js");
  if (config.observability.metricsEnabled) (await import("./observability/worker-metrics.js")).gatherMetrics(cluster);
  const backOffMs = { first: 100, longest: 30_000 };
  const supervisor = superviseWorkers(cluster, {
    count: config.deployment.workers,
    report: (message) => console.error(message),
    backOffMs,
  });
  onStopSignal(() => supervisor.stop());
  process.exit((await supervisor.ended) ?? 0);
}

/** Serves from this process. */
async function serve(config: import("./config/parse-config.js").Config): Promise<void> {
  const { createGateway } = await import("./gateway.js");
  const simulator = config.deployment.upstreamBaseUrl === null ? await embedSimulator() : null;
  const upstreamBaseUrl = config.deployment.upstreamBaseUrl ?? new URL(simulator?.url ?? "");
  const primary = cluster.worker ?? null;
  const gateway = await createGateway(config, upstreamBaseUrl, { logStream: null, primary });
  const address = await gateway.listen();
  if (simulator !== null && (cluster.worker?.id ?? 1) === 1)
    console.log(demoNotice(address, config.exploring.playgroundEnabled));
  onStopSignal(() => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error("minutes-graph did not stop cleanly:", error);
        process.exit(1);
      },
    );
  });

  async function stop(): Promise<void> {
    await gateway.close();
    await simulator?.close();
  }
}

/** Calls back once, whichever signal comes first and however many follow: a terminal sends its own beside a supervisor's. */
function onStopSignal(callback: () => void): void {
  let told = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (!told) callback();
      told = true;
    });
}

async function embedSimulator() {
  const { startSimulator } = await import("./simulator/simulator.js");
  return startSimulator();
}

function demoNotice(address: URL, hasPlayground: boolean): string {
  const endpoint = new URL("/graphql", address).href;
  return `
DINGTALK_BASE_URL is not set, so this gateway stands in front of a simulator: invented meetings, no credentials needed.

  ${hasPlayground ? "Playground" : "Endpoint  "}   ${endpoint}
  Try it       paste this into another terminal:

curl -s ${endpoint} \\
  -H 'content-type: application/json' \\
  -H 'x-acs-dingtalk-access-token: demo-token' \\
  -d '{"query":"{ conference(conferenceId: \\"demo\\") { paragraphs(first: 2) { nodes { speakerName startTime text sentences { nodes { text words { nodes { text startTime endTime } } } } } pageInfo { hasNextPage endCursor } } } }"}'
`;
}
