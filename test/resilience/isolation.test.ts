import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createDice } from "../../src/simulator/dice.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { askAll, CALLERS, count, createTally, NODES, TEST_TIMEOUT_MS, TRANSCRIPTS } from "./isolation-callers.js";

const FAULT_SHARE = 1 / 50;

const dice = createDice(2026);

let gateway: TestGateway;
beforeAll(async () => {
  const options = {
    transcriptFor: (token: string) => TRANSCRIPTS.get(token) ?? null,
    behaviour: { pageLimit: () => 7 },
    faultFor: () =>
      dice.next() < FAULT_SHARE ? dice.pick(["unavailable", "reset", "cut", "half", "stalled"] as const) : null,
  };
  gateway = await startTestGateway(options, {
    UPSTREAM_TIMEOUT_MS: "5000",
    UPSTREAM_MAX_ATTEMPTS: "2",
    UPSTREAM_BREAKER_FAILURES: "0",
  });
});
afterAll(() => gateway.close());

const window = (alias: string, size: number) =>
  `${alias}: paragraphs(${dice.pick(["first", "last"])}: ${size}, order: ${dice.pick(["ASCENDING", "DESCENDING"])}) { ${NODES} }`;

/** Conferences, windows and operators by chance: all the same for everybody, so that whatever can be mixed up will be. */
function drawQuery(): string {
  const ids = dice.pick(["one", "two"]);
  const operator = dice.pick(["", ', unionId: "u"']);
  return `{ conference(conferenceId: "${ids}"${operator}) { ${window("a", dice.between(1, 20))} ${window("b", dice.between(1, 20))} } }`;
}

test(
  `${CALLERS.length} callers with tokens of their own, asking at random, each get only what is theirs`,
  async () => {
    const tally = createTally();
    await askAll(tally, async (token) => count(tally, token, await gateway.query(drawQuery(), { token })));
    expect(tally.foreign).toEqual([]);
    expect(CALLERS.filter((caller) => !tally.served.has(caller))).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);
