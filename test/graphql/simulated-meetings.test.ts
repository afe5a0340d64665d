import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { BUILT_IN_CONFERENCES, builtInTranscript } from "../../src/simulator/conferences.js";
import { WindowDocument, type WindowQueryVariables } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const TIMEOUT_MS = 60_000;
/** More windows than any meeting has. A walk that goes round in circles ends there, and is wrong. */
const MAX_WINDOWS = 20;

/** The meetings that do not grow while they are read. */
const MEETINGS = BUILT_IN_CONFERENCES.map(({ conferenceId }) => conferenceId).filter((id) => id !== "demo-live");

describe.each(["none", "memory"])("with CACHE=%s", (cache) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({}, { CACHE: cache });
  });
  afterAll(() => gateway.close());

  test.each(MEETINGS)(
    "every paragraph of %s is read once, in order, forward and backward",
    async (conferenceId) => {
      const transcript = builtInTranscript(conferenceId);
      const expected = transcript.map(({ startTime, paragraph }) => [startTime, paragraph ?? ""]);
      // A size whose windows cut groups of three.
      const size = transcript.length > 1000 ? 1499 : 149;
      expect(await walk(gateway, conferenceId, "forward", size)).toEqual(expected);
      expect(await walk(gateway, conferenceId, "backward", size)).toEqual(expected);
    },
    TIMEOUT_MS,
  );
});

/** A paragraph's start and text. */
type Told = readonly [number, string];

/** The paragraphs of a meeting in its order, read in windows of this size. */
async function walk(
  gateway: TestGateway,
  conferenceId: string,
  direction: "forward" | "backward",
  size: number,
): Promise<readonly Told[]> {
  const windows: (readonly Told[])[] = [];
  for (let cursor: string | null = null; windows.length < MAX_WINDOWS;) {
    const range = direction === "forward" ? { first: size, after: cursor } : { last: size, before: cursor };
    const { edges, pageInfo } = await readWindow(gateway, { conferenceId, ...range });
    windows.push(edges.map(({ node }) => [node.startTime, node.text]));
    if (!(direction === "forward" ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
    cursor = (direction === "forward" ? pageInfo.endCursor : pageInfo.startCursor) ?? null;
  }
  return (direction === "forward" ? windows : windows.toReversed()).flat();
}

async function readWindow(gateway: TestGateway, variables: WindowQueryVariables) {
  const { data, errors } = await gateway.run(WindowDocument, variables);
  expect(errors).toEqual([]);
  if (data?.conference.paragraphs == null) throw new Error("no paragraphs");
  return data.conference.paragraphs;
}
