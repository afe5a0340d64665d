import type { RecordedCall } from "../../../src/simulator/call-log.ts";
import type { Transcript } from "../../../src/simulator/transcript.ts";

/** The gateway as part of a supergraph: a subgraph with its address. */
export interface Minutes {
  readonly url: string;
  /** The calls that the simulator has received. */
  readonly calls: readonly RecordedCall[];
  forgetCalls(): void;
  close(): Promise<void>;
}

/** The conference that routers read, besides the built-in ones. */
export const CONFERENCE_ID = "weekly";
export const LENGTH = 300;
export const SPEAKERS = 3;

/** Starts simulator and gateway from the build in `dist/`, each on a free port and without a limit of calls. */
export async function startMinutes(): Promise<Minutes> {
  const { createGateway, parseConfig, startSimulator } = await loadBuild();
  const simulator = await startSimulator({ transcripts: new Map([[CONFERENCE_ID, numberedTranscript()]]) });
  const settings = parseConfig({
    PORT: "0",
    UPSTREAM_CALLS_PER_SECOND: "0",
    CACHE: "none",
    UPSTREAM_COST_IN_RESPONSE: "false",
    CALLER_MAX_CALLS_PER_HOUR: "0",
    UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
    UPSTREAM_MAX_ATTEMPTS: "1",
    // Routers share this process: their work must not look like an overload of the gateway.
    OVERLOAD_MAX_EVENT_LOOP_DELAY_MS: "0",
    LOG_LEVEL: "silent",
  });
  const gateway = await createGateway(settings, new URL(simulator.url));
  const url = new URL("/graphql", await gateway.listen()).href;
  return {
    url,
    calls: simulator.calls,
    forgetCalls: () => simulator.forgetCalls(),
    close: async () => {
      await gateway.close();
      await simulator.close();
    },
  };
}

/** Paragraphs two seconds apart. Each text contains its number. */
function numberedTranscript(): Transcript {
  return Array.from({ length: LENGTH }, (_, index) => ({
    recordId: String(index),
    unionId: `union-${index % SPEAKERS}`,
    startTime: index * 2000,
    endTime: index * 2000 + 1500,
    paragraph: `paragraph ${index}`,
    sentenceList: [],
  }));
}

async function loadBuild() {
  const { createGateway } = (await importBuilt("gateway.js")) as typeof import("../../../src/gateway.ts");
  const { parseConfig } = (await importBuilt(
    "config/parse-config.js",
  )) as typeof import("../../../src/config/parse-config.ts");
  const { startSimulator } = (await importBuilt(
    "simulator/simulator.js",
  )) as typeof import("../../../src/simulator/simulator.ts");
  return { createGateway, parseConfig, startSimulator };
}

/** The build has no declarations. Its types are those of its sources. */
function importBuilt(path: string): Promise<unknown> {
  return import(new URL(`../../../dist/${path}`, import.meta.url).href);
}
