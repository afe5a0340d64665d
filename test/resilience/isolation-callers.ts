import type { Transcript, JsonWord } from "../../src/simulator/transcript.js";

/** `npm run test:isolation` takes longer. */
export const SECONDS = Number(process.env["ISOLATION_SECONDS"] ?? 3);
/** How long a caller that had no answer of its own may go on asking when the time is over: a busy machine is slow, and never wrong. */
const PATIENCE_MS = 120_000;
/** For Jest: whoever has had no answer by then will have none. */
export const TEST_TIMEOUT_MS = SECONDS * 1000 + PATIENCE_MS + 60_000;

/** Five hundred callers; tokens and operators of the simulator's may bear these names. */
export const CALLERS: readonly string[] = Array.from({ length: 500 }, (_, caller) => `demo-caller-${caller}`);

/** Twenty paragraphs that start when everybody else's do, and say whose they are. */
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

/** Words of other lengths for each caller and paragraph, so that they stand in other places of each page. */
function wordsOf(caller: string, index: number): JsonWord[] {
  return Array.from({ length: index % 4 }, (_, at) => ({
    word: `${caller}.`.padEnd(40 + ((index * 7 + caller.length + at) % 9), "~"),
    startTime: at,
    endTime: at + 1,
    wordId: `${caller}.#${at}`,
  }));
}

/** Each caller's own transcript, whatever the conference. */
export const TRANSCRIPTS: ReadonlyMap<string, Transcript> = new Map(
  CALLERS.map((caller) => [caller, transcriptOf(caller)]),
);

/** Everything of a paragraph that says whose it is. */
export const NODES =
  "nodes { id text speakerName speaker { unionId } sentences { nodes { text words { nodes { text wordId endTime } } } } }";

/** Names anywhere, and all that stands where a name should. */
const NAMES = /demo-caller-\d+|(?<="(?:wordId|unionId|speakerName)":")[^".]*/g;

/** The names in a response. */
export const namesIn = (text: string): Set<string> => new Set(text.match(NAMES));

/** What came of all the asking. */
export interface Tally {
  /** Responses without an error. */
  answered: number;
  failed: number;
  /** Names that stood in a response to somebody else. */
  readonly foreign: string[];
  /** Callers who have read something of their own. */
  readonly served: Set<string>;
}

export const createTally = (): Tally => ({ answered: 0, failed: 0, foreign: [], served: new Set() });

/** Looks through a whole response to one caller for names. */
export function count(
  tally: Tally,
  caller: string,
  { text, errors }: { text: string; errors: readonly unknown[] },
): void {
  const names = namesIn(text);
  if (errors.length > 0) tally.failed += 1;
  else tally.answered += 1;
  if (names.delete(caller)) tally.served.add(caller);
  tally.foreign.push(...names);
}

/** Has all callers ask side by side for `SECONDS`, each of them until it has been served. */
export async function sendAll(tally: Tally, send: (caller: string) => Promise<void>): Promise<void> {
  const until = performance.now() + SECONDS * 1000;
  const mayAsk = (caller: string) =>
    performance.now() < until || (!tally.served.has(caller) && performance.now() < until + PATIENCE_MS);
  await Promise.all(
    CALLERS.map(async (caller) => {
      while (mayAsk(caller)) await send(caller);
    }),
  );
  if (SECONDS > 3) console.log(`${tally.answered} responses, ${tally.failed} more with an error`);
}
