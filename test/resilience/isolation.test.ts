import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createDice } from "../../src/simulator/dice.js";
import type { Transcript, WireWord } from "../../src/simulator/transcript.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

/** `npm run test:isolation` takes longer. */
const SECONDS = Number(process.env["ISOLATION_SECONDS"] ?? 3);
const CALLERS = 500;
const FAULT_SHARE = 1 / 50;

const dice = createDice(2026);
const nameOf = (caller: number) => `demo-caller-${caller}`;

/** Twenty paragraphs that start when everybody else's do, and say whose they are. */
function transcriptOf(token: string): Transcript {
  return Array.from({ length: 20 }, (_, index) => ({
    recordId: "9223372036854770001",
    unionId: `${token}.`,
    nickName: `${token}.`,
    startTime: index * 1000,
    endTime: index * 1000 + 500,
    paragraph: `${token}. says ${index}`,
    sentenceList: [
      { unionId: `${token}.`, sentence: `${token}. says`, startTime: 0, endTime: 1, wordList: wordsOf(token, index) },
    ],
  }));
}

/** Words of other lengths for each caller and paragraph, so that they stand in other places of each page. */
function wordsOf(token: string, index: number): WireWord[] {
  return Array.from({ length: index % 4 }, (_, at) => ({
    word: `${token}.`.padEnd(40 + ((index * 7 + token.length + at) % 9), "~"),
    startTime: at,
    endTime: at + 1,
    wordId: `${token}.#${at}`,
  }));
}

const transcripts = new Map(
  Array.from({ length: CALLERS }, (_, caller) => [nameOf(caller), transcriptOf(nameOf(caller))]),
);

let gateway: TestGateway;
beforeAll(async () => {
  const options = {
    transcriptFor: (token: string) => transcripts.get(token) ?? null,
    behaviour: { pageLimit: () => 7 },
    faultFor: () =>
      dice.next() < FAULT_SHARE ? dice.pick(["unavailable", "reset", "cut", "half", "stalled"] as const) : null,
  };
  gateway = await startTestGateway(options, {
    UPSTREAM_TIMEOUT_MS: "500",
    UPSTREAM_MAX_ATTEMPTS: "2",
    UPSTREAM_BREAKER_FAILURES: "50",
  });
});
afterAll(() => gateway.close());

const NODES =
  "nodes { id text speakerName speaker { unionId } sentences { nodes { text words { nodes { text wordId endTime } } } } }";
const window = (alias: string, count: number) =>
  `${alias}: paragraphs(${dice.pick(["first", "last"])}: ${count}, order: ${dice.pick(["ASCENDING", "DESCENDING"])}) { ${NODES} }`;

/** Conferences, windows and operators by chance: all the same for everybody, so that whatever can be mixed up will be. */
function drawQuery(): string {
  const ids = dice.pick(["one", "two"]);
  const operator = dice.pick(["", ', unionId: "u"']);
  return `{ conference(conferenceId: "${ids}"${operator}) { ${window("a", dice.between(1, 20))} ${window("b", dice.between(1, 20))} } }`;
}

interface Tally {
  own: number;
  failed: number;
  foreign: string[];
}

/** Names anywhere, and all that stands where a name should. */
const NAMES = /demo-caller-\d+|(?<="(?:wordId|unionId|speakerName)":")[^".]*/g;

/** Asks as one caller until the time is over, and looks through the whole answer for names. */
async function ask(token: string, until: number, tally: Tally): Promise<void> {
  while (performance.now() < until) {
    const { text, errors } = await gateway.query(drawQuery(), { token });
    const names = new Set(text.match(NAMES));
    if (errors.length > 0) tally.failed += 1;
    else if (names.has(token)) tally.own += 1;
    names.delete(token);
    tally.foreign.push(...names);
  }
}

test(
  `${CALLERS} callers with tokens of their own, asking at random, each get only what is theirs`,
  async () => {
    const until = performance.now() + SECONDS * 1000;
    const tally: Tally = { own: 0, failed: 0, foreign: [] };
    await Promise.all([...transcripts.keys()].map((token) => ask(token, until, tally)));
    if (SECONDS > 3) console.log(`${tally.own} answers, ${tally.failed} with an error`);
    expect(tally.foreign).toEqual([]);
    expect(tally.own).toBeGreaterThan(CALLERS);
    expect(tally.failed).toBeLessThan(tally.own / 10);
  },
  SECONDS * 1000 + 60_000,
);
