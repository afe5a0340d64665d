import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createDice } from "../../src/simulator/dice.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { sendAll, CALLERS, createResults, record, NODES, TEST_TIMEOUT_MS, TRANSCRIPTS } from "./isolation-callers.js";

const FAULT_SHARE = 1 / 50;
const TOKENS = 50;

const dice = createDice(2026);

/** The owner of a transcript: each token, or each operator (several operators share one of fifty tokens). */
const WHOSE = {
  token: {
    ownerOf: (token: string, _operator: string | null) => token,
    headersOf: (caller: string) => ({ token: caller, headers: {} }),
    argument: () => dice.pick(["", ', unionId: "u"']),
  },
  operator: {
    ownerOf: (_token: string, operator: string | null) => operator ?? "",
    headersOf: (caller: string) => ({
      token: `demo-token-${CALLERS.indexOf(caller) % TOKENS}`,
      headers: { "x-dingtalk-union-id": caller },
    }),
    argument: () => "",
  },
} as const;

const window = (alias: string, size: number) =>
  `${alias}: paragraphs(${dice.pick(["first", "last"])}: ${size}, order: ${dice.pick(["ASCENDING", "DESCENDING"])}) { ${NODES} }`;

/** Random conferences, windows and operators, the same for everybody, so that a mix-up is likely to show. */
function drawQuery(argument: string): string {
  const id = dice.pick(["one", "two"]);
  return `{ conference(conferenceId: "${id}"${argument}) { ${window("a", dice.between(1, 20))} ${window("b", dice.between(1, 20))} } }`;
}

describe.each([
  { name: "CACHE=none", cache: { CACHE: "none" }, whose: WHOSE.token },
  { name: "a cache that is too small", cache: { CACHE: "memory", CACHE_MAX_BYTES: "1048576" }, whose: WHOSE.token },
  { name: "a cache for each operator", cache: { CACHE: "memory" }, whose: WHOSE.operator },
  {
    name: "a cache that operators share",
    cache: { CACHE: "memory", CACHE_SHARE_BETWEEN_OPERATORS: "true" },
    whose: WHOSE.operator,
  },
])("with $name", ({ cache, whose }) => {
  let gateway: TestGateway;
  beforeEach(async () => {
    const options = {
      transcriptFor: (token: string, _conference: string, operator: string | null) =>
        TRANSCRIPTS.get(whose.ownerOf(token, operator)) ?? null,
      behaviour: { pageLimit: () => 7 },
      faultFor: () =>
        dice.next() < FAULT_SHARE ? dice.pick(["unavailable", "reset", "cut", "half", "stalled"] as const) : null,
    };
    gateway = await startTestGateway(options, {
      UPSTREAM_TIMEOUT_MS: "5000",
      UPSTREAM_MAX_ATTEMPTS: "2",
      UPSTREAM_BREAKER_FAILURES: "0",
      ...cache,
    });
  });
  afterEach(() => gateway.close());

  test(
    `${CALLERS.length} callers with random requests each get only their own data`,
    async () => {
      const results = createResults();
      await sendAll(results, async (caller) => {
        const response = await gateway.query(drawQuery(whose.argument()), whose.headersOf(caller));
        record(results, caller, response);
      });
      expect(results.foreign).toEqual([]);
      expect(CALLERS.filter((caller) => !results.served.has(caller))).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
