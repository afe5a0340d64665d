import { expect, test } from "@jest/globals";
import type { Clock } from "../../src/auth/clock.js";
import { createDice } from "../../src/simulator/dice.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { as, signInAt } from "../support/sign-in.js";
import {
  sendAll,
  CALLERS,
  createResults,
  record,
  type Results,
  TEST_TIMEOUT_MS,
  TRANSCRIPTS,
} from "./isolation-callers.js";
import { type GraphQLRequest, drawDoor, drawForbiddenDoor, type Handles, OPENING } from "./isolation-doors.js";

const dice = createDice(2027);

/** A minute passes in a second, so that the pauses between fetches of keys and tokens do not outlast the test. */
const FAST: Clock = {
  now: () => STARTED_AT + FAST.elapsed(),
  elapsed: () => (Date.now() - STARTED_AT) * 60,
  after(ms, callback) {
    const timer = setTimeout(callback, ms / 60).unref();
    return () => clearTimeout(timer);
  },
};
const STARTED_AT = Date.now();
/** Counted in responses, so that on a slow machine a JWT is never older than two changes of the key. */
const CHANGE_EVERY = 600;
/** Later than any time of the fast clock. */
const EXPIRY = Math.floor(STARTED_AT / 1000) + 30 * 86_400;

interface Opening {
  readonly conference: {
    readonly id: string;
    readonly paragraphs: {
      readonly nodes: readonly { readonly id: string }[];
      readonly edges: readonly { readonly cursor: string }[];
    };
  };
}

/** Everybody who got a response, with their handles. */
type Known = Map<string, Handles>;

/** Sends a request as one person, with a new JWT for each request. */
async function send<Data>(gateway: TestGateway, person: string, { query, variables = {} }: GraphQLRequest) {
  return gateway.query<Data>(query, { ...as(gateway.simulator, person, { exp: EXPIRY }), variables });
}

async function open(gateway: TestGateway, person: string, results: Results, known: Known): Promise<void> {
  const response = await send<Opening>(gateway, person, OPENING);
  record(results, person, response);
  if (response.errors.length > 0 || !response.data) return;
  const { id, paragraphs } = response.data.conference;
  known.set(person, {
    conference: id,
    paragraph: paragraphs.nodes[1]?.id ?? "",
    cursor: paragraphs.edges[1]?.cursor ?? "",
  });
}

/** Requests another person's data. Returns the response unless it is a refusal. */
async function trespass(gateway: TestGateway, person: string, known: Known): Promise<string | null> {
  const others = [...known.keys()].filter((name) => name !== person);
  const other = others.length === 0 ? null : dice.pick(others);
  const handles = other === null ? undefined : known.get(other);
  if (other === null || handles === undefined) return null;
  const { text, errors } = await send(gateway, person, drawForbiddenDoor(dice, handles, other));
  const codes = errors.map(({ extensions }) => extensions?.["code"]);
  return codes.length === 1 && REFUSALS.has(codes[0]) && !text.includes("says") ? null : text;
}

/** A JWT with a key that the gateway has not fetched yet is refused, too. */
const REFUSALS: ReadonlySet<unknown> = new Set(["FORBIDDEN", "UNAUTHENTICATED"]);

/** After so many responses, DingTalk refuses the app's token or the identity provider changes its key, in turn. */
function createChanges({ simulator }: TestGateway): () => void {
  let responses = 0;
  return () => {
    responses += 1;
    if (responses % CHANGE_EVERY !== 0) return;
    if (responses % (2 * CHANGE_EVERY) === 0) simulator.identityProvider.rotate();
    else simulator.revokeAppToken();
  };
}

test.each([["none"], ["memory"]])(
  `${CALLERS.length} people through every door, while keys and tokens change, each get only what is theirs (CACHE=%s)`,
  async (cache) => {
    const gateway = await startTestGateway(
      {
        transcriptFor: (_token, _conference, person) => TRANSCRIPTS.get(person ?? "") ?? null,
        behaviour: { pageLimit: () => 7 },
      },
      (simulator) => signInAt(simulator, { CACHE: cache }),
      [],
      null,
      { clock: FAST },
    );
    const change = createChanges(gateway);
    const [results, known, admitted]: [Results, Known, string[]] = [createResults(), new Map(), []];
    try {
      await sendAll(results, async (person) => {
        change();
        const own = known.get(person);
        if (own === undefined) return open(gateway, person, results, known);
        const { cursor } = known.get(dice.pick([...known.keys()])) ?? own;
        record(results, person, await send(gateway, person, drawDoor(dice, own, cursor)));
        admitted.push(...[await trespass(gateway, person, known)].filter((text) => text !== null));
      });
    } finally {
      await gateway.close();
    }
    expect(results.foreign).toEqual([]);
    expect(admitted).toEqual([]);
    expect(CALLERS.filter((person) => !results.served.has(person))).toEqual([]);
    for (const { accessToken } of gateway.simulator.calls) expect(accessToken).toMatch(/^demo-app-/);
  },
  TEST_TIMEOUT_MS,
);

test("the tests use every field of `Query`, and each of them returns data", async () => {
  const gateway = await startTestGateway(
    { transcriptFor: (_token, _conference, person) => TRANSCRIPTS.get(person ?? "") ?? null },
    signInAt,
  );
  try {
    const [person = ""] = CALLERS;
    const [results, known]: [Results, Known] = [createResults(), new Map()];
    await open(gateway, person, results, known);
    const own = known.get(person);
    if (own === undefined) throw new Error("the opening failed");
    const seen = new Set<string>();
    for (let draw = 0; draw < 100; draw += 1) {
      const door = drawDoor(dice, own, own.cursor);
      if (seen.has(door.query)) continue;
      seen.add(door.query);
      const { text, errors } = await send(gateway, person, door);
      expect([door.query, errors, text.includes(person)]).toEqual([door.query, [], true]);
    }
    expect(seen.size).toBe(7);
  } finally {
    await gateway.close();
  }
});
