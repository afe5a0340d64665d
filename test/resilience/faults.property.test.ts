import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { GraphQLFormattedError } from "graphql";
import { createDice } from "../../src/simulator/dice.js";
import { FAULTS, type Fault } from "../../src/simulator/faults.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { inParallel } from "../support/in-parallel.js";
import { type OracleArguments, sliceOfList } from "../support/oracle.js";
import { readCursors, readSlice, type ComparableSlice, type SliceArguments } from "../support/read-slice.js";
import { cases, countOfCases } from "../support/random-cases.js";
import { toJsonParagraph } from "../support/transcripts.js";
import { type World, worlds } from "../support/worlds.js";

const OPERATIONS = countOfCases(800);
const WALKS = countOfCases(20);
const UPSTREAMS = 12;
const AT_ONCE = 48;
/** One call in six has a fault. */
const FAULT_SHARE = 1 / 6;
/** Three tenths of a second, so that bans happen and pass. */
const BAN_MINUTES = 0.005;

/** Short times that are still long enough for a busy machine. All policies for the upstream are on. */
const ENVIRONMENT = {
  UPSTREAM_TIMEOUT_MS: "1000",
  UPSTREAM_MAX_ATTEMPTS: "3",
  UPSTREAM_BREAKER_FAILURES: "8",
  UPSTREAM_BREAKER_OPEN_MS: "50",
  OPERATION_TIMEOUT_MS: "15000",
};

/** The codes of operations that fail only because of the upstream. */
const TYPED = ["RATE_LIMITED", "UPSTREAM_BAD_RESPONSE", "UPSTREAM_BLOCKED", "UPSTREAM_TIMEOUT", "UPSTREAM_UNAVAILABLE"];

/** A gateway in front of an upstream with its own behaviour, and cursors that were read before the faults. */
interface Place {
  readonly world: World;
  readonly gateway: TestGateway;
  readonly cursors: Readonly<Record<OracleArguments["order"], readonly (readonly string[])[]>>;
}

const { seed = fc.sample(fc.integer(), 1)[0] ?? 0 } = cases(1);
const dice = createDice(seed);
const thrown = new Map<Fault, number>();
let troubled = false;
const gateways: TestGateway[] = [];
let places: readonly Place[] = [];

function faultFor(): Fault | null {
  if (!troubled || dice.next() >= FAULT_SHARE) return null;
  const fault = dice.pick(FAULTS);
  thrown.set(fault, (thrown.get(fault) ?? 0) + 1);
  return fault;
}

async function open(world: World): Promise<Place> {
  const options = {
    transcripts: new Map([["m", world.transcript.map(toJsonParagraph)]]),
    behaviour: world.behaviour,
    faultFor,
    banMinutes: BAN_MINUTES,
  };
  const gateway = await startTestGateway(options, ENVIRONMENT);
  gateways.push(gateway);
  const walks = (order: OracleArguments["order"]) =>
    Promise.all([readCursors(gateway, order, false, 3), readCursors(gateway, order, true, 7)]);
  return { world, gateway, cursors: { ascending: await walks("ascending"), descending: await walks("descending") } };
}

beforeAll(async () => {
  // If times fall, a window with a bound in time may end early (docs/adr/0001). Other tests cover this.
  const drawn = fc.sample(
    worlds.filter(({ falls }) => !falls),
    { seed, numRuns: UPSTREAMS },
  );
  const opened: Place[] = [];
  for (const world of drawn) opened.push(await open(world));
  places = opened;
  troubled = true;
}, 120_000);
afterAll(() => Promise.all(gateways.map((gateway) => gateway.close())));

const maybe = <T>(value: () => T): T | null => (dice.next() < 0.5 ? value() : null);
const someTime = () => dice.pick([dice.between(0, 12), dice.between(0, 60_000)]);

/** `from` and `until`, which may both be missing; a span that ends before it begins is refused. */
function someSpan(): Pick<OracleArguments, "from" | "until"> {
  const [from, until] = [maybe(someTime), maybe(someTime)];
  return from !== null && until !== null && from > until ? { from: until, until: from } : { from, until };
}

/** Any valid arguments, as indexes for the oracle and as cursors for the gateway. */
function draw({ world, cursors }: Place): { readonly oracle: OracleArguments; readonly asked: SliceArguments } {
  const order = dice.pick(["ascending", "descending"] as const);
  const length = world.transcript.length;
  const index = () => (length === 0 ? null : maybe(() => dice.between(0, length - 1)));
  const count = dice.pick([0, 1, 2, 3, 5, 9, 50, 2000]);
  const size = dice.pick([
    { first: count, last: null },
    { first: null, last: count },
    { first: null, last: null },
  ]);
  const oracle = { ...size, order, after: index(), before: index(), ...someSpan() };
  const cursorOf = (at: number | null) =>
    at === null ? null : (dice.pick(cursors[order])[order === "ascending" ? at : length - 1 - at] ?? null);
  return { oracle, asked: { ...oracle, after: cursorOf(oracle.after), before: cursorOf(oracle.before) } };
}

function expected({ transcript }: World, oracle: OracleArguments): ComparableSlice {
  const { indexes, ...flags } = sliceOfList(transcript, oracle);
  return { ...flags, paragraphs: indexes.map((at) => `${transcript[at]?.startTime} ${transcript[at]?.text}`) };
}

test("under random faults, an operation returns the exact data, or an error with the right code", async () => {
  const failures: GraphQLFormattedError[] = [];
  await inParallel(OPERATIONS, AT_ONCE, async () => {
    const place = dice.pick(places);
    const { oracle, asked } = draw(place);
    const { slice, error } = await readSlice(place.gateway, asked);
    if (error !== null) failures.push(error);
    const right = error === null ? expected(place.world, oracle) : null;
    expect({ seed, oracle, slice }).toEqual({ seed, oracle, slice: right });
  });
  expect(TYPED).toEqual(expect.arrayContaining(failures.map(({ extensions }) => extensions?.["code"])));
  expect(failures.every(({ path }) => path?.join(".") === "conference.paragraphs")).toBe(true);
  expect([...thrown.keys()].toSorted()).toEqual([...FAULTS].toSorted());
  expect(failures.length).toBeLessThan(OPERATIONS / 2);
});

test("a reader that retries after each failure reads every paragraph once, in order", async () => {
  await inParallel(WALKS, AT_ONCE, async () => {
    const { world, gateway } = dice.pick(places);
    const order = dice.pick(["ascending", "descending"] as const);
    const size = dice.between(1, 15);
    const read: string[] = [];
    let after: string | null = null;
    for (let tries = 0; tries < 500; tries += 1) {
      const { slice, endCursor } = await readSlice(gateway, { first: size, after, order });
      if (slice === null) continue;
      read.push(...slice.paragraphs);
      after = endCursor ?? after;
      if (!slice.hasNextPage) break;
    }
    const all = { first: 2000, last: null, after: null, before: null, from: null, until: null, order };
    expect({ seed, order, size, read }).toEqual({ seed, order, size, read: expected(world, all).paragraphs });
  });
});
