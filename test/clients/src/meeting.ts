import type { Transcript } from "../../../src/simulator/transcript.js";

/** The conference through which every test scrolls. */
export const CONFERENCE_ID = "weekly";
/** The number of its paragraphs. */
export const LENGTH = 500;

/** The facts about a paragraph in a cache by which a test recognises it. */
export interface Line {
  readonly recordId: string | null;
  readonly startTime: number;
  readonly text: string;
}

/** A running gateway in front of a simulator that has the conference. */
export interface Meeting {
  readonly endpoint: string;
  /** The contents of a cache that has been scrolled to both ends: every paragraph once, in the meeting's order. */
  readonly lines: readonly Line[];
  close(): Promise<void>;
}

/** Starts simulator and gateway from the build in `dist/`, each on a free port and without a limit of calls. */
export async function startMeeting(): Promise<Meeting> {
  const { createGateway, parseConfig, startSimulator, builtInTranscript } = await loadBuild();
  const transcript = shareInstants(builtInTranscript("demo-long").slice(0, LENGTH));
  const simulator = await startSimulator({ transcripts: new Map([[CONFERENCE_ID, transcript]]) });
  const settings = parseConfig({ PORT: "0", UPSTREAM_CALLS_PER_SECOND: "0", CACHE: "none", LOG_LEVEL: "error" });
  const gateway = await createGateway(settings, new URL(simulator.url));
  const address = await gateway.listen();
  return {
    endpoint: new URL("/graphql", address).href,
    lines: transcript.map(toLine),
    close: async () => {
      await gateway.close();
      await simulator.close();
    },
  };
}

const SPEAKERS_AT_ONCE = 5;

/**
 * Makes groups of five paragraphs start at the same time, which is hardest for paging, and gives each paragraph a
 * separate record id.
 */
function shareInstants(transcript: Transcript): Transcript {
  return transcript.map((paragraph, index) => {
    const startTime = transcript[index - (index % SPEAKERS_AT_ONCE)]?.startTime ?? 0;
    return { ...paragraph, recordId: String(index), startTime };
  });
}

function toLine({ recordId, startTime, paragraph }: Transcript[number]): Line {
  return { recordId: recordId ?? null, startTime, text: paragraph ?? "" };
}

async function loadBuild() {
  const { createGateway } = (await importBuilt("gateway.js")) as typeof import("../../../src/gateway.js");
  const { parseConfig } = (await importBuilt(
    "config/parse-config.js",
  )) as typeof import("../../../src/config/parse-config.js");
  const { startSimulator } = (await importBuilt(
    "simulator/simulator.js",
  )) as typeof import("../../../src/simulator/simulator.js");
  const { builtInTranscript } = (await importBuilt(
    "simulator/conferences.js",
  )) as typeof import("../../../src/simulator/conferences.js");
  return { createGateway, parseConfig, startSimulator, builtInTranscript };
}

/** The build has no declarations. Its types are those of its sources. */
function importBuilt(path: string): Promise<unknown> {
  return import(new URL(`../../../dist/${path}`, import.meta.url).href);
}
