import type { Transcript, JsonWord } from "../../src/simulator/transcript.js";

const { ISOLATION_SECONDS } = process.env;
/** `npm run test:isolation` takes longer. */
const SECONDS = Number(ISOLATION_SECONDS ?? 3);
/** So few in `npm test` that each sends several requests: only the second one can meet another caller's cached data. */
const COUNT = ISOLATION_SECONDS === undefined ? 150 : 500;
/** The extra time for callers without a response when the time is over. A busy machine may be slow, but never wrong. */
const PATIENCE_MS = 120_000;
/** Jest's timeout: a caller without a response by then will get none. */
export const TEST_TIMEOUT_MS = SECONDS * 1000 + PATIENCE_MS + 60_000;

/** The callers. Their names are tokens or operators of the simulator. */
export const CALLERS: readonly string[] = Array.from({ length: COUNT }, (_, caller) => `demo-caller-${caller}`);

/** Twenty paragraphs that name their owner and start at the same times for everybody. */
function transcriptOf(caller: string): Transcript {
  return Array.from({ length: 20 }, (_, index) => ({
    recordId: "9223372036854770001",
    unionId: `${caller}.`,
    nickName: `${caller}.`,
    startTime: index * 1000,
    endTime: index * 1000 + 500,
    paragraph: `${caller}. says ${index}`,
    sentenceList: [
      {
        unionId: `${caller}.`,
        sentence: `${caller}. says`,
        startTime: 0,
        endTime: 1,
        wordList: wordsOf(caller, index),
      },
    ],
  }));
}

/** Words with different lengths for each caller and paragraph, so that their offsets in the pages differ. */
function wordsOf(caller: string, index: number): JsonWord[] {
  return Array.from({ length: index % 4 }, (_, at) => ({
    word: `${caller}.`.padEnd(40 + ((index * 7 + caller.length + at) % 9), "~"),
    startTime: at,
    endTime: at + 1,
    wordId: `${caller}.#${at}`,
  }));
}

/** Each caller's own transcript, for every conference. */
export const TRANSCRIPTS: ReadonlyMap<string, Transcript> = new Map(
  CALLERS.map((caller) => [caller, transcriptOf(caller)]),
);

/** All values of a paragraph that name its owner. */
export const NODES =
  "nodes { id text speakerName speaker { unionId } sentences { nodes { text words { nodes { text wordId endTime } } } } }";

/** Names anywhere, and all values in the fields for names. */
const NAMES = /demo-caller-\d+|(?<="(?:wordId|unionId|speakerName)":")[^".]*/g;

/** The names in a response. */
export const namesIn = (text: string): Set<string> => new Set(text.match(NAMES));

/** The results of all requests. */
export interface Results {
  /** Responses without an error. */
  succeeded: number;
  failed: number;
  /** Names of other callers in a response. */
  readonly foreign: string[];
  /** Callers who have read their own data. */
  readonly served: Set<string>;
}

export const createResults = (): Results => ({ succeeded: 0, failed: 0, foreign: [], served: new Set() });

/** Searches a whole response to one caller for names. */
export function record(
  results: Results,
  caller: string,
  { text, errors }: { text: string; errors: readonly unknown[] },
): void {
  const names = namesIn(text);
  if (errors.length > 0) results.failed += 1;
  else results.succeeded += 1;
  if (names.delete(caller)) results.served.add(caller);
  results.foreign.push(...names);
}

/** Sends requests of all callers in parallel for `SECONDS`, and longer for callers without a response. */
export async function sendAll(results: Results, send: (caller: string) => Promise<void>): Promise<void> {
  const until = performance.now() + SECONDS * 1000;
  const mayContinue = (caller: string) =>
    performance.now() < until || (!results.served.has(caller) && performance.now() < until + PATIENCE_MS);
  await Promise.all(
    CALLERS.map(async (caller) => {
      while (mayContinue(caller)) await send(caller);
    }),
  );
  if (ISOLATION_SECONDS !== undefined)
    console.log(`${results.succeeded} responses, ${results.failed} more with an error`);
}
