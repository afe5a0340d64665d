import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { BUILT_IN_CONFERENCES, builtInTranscript } from "../../src/simulator/conferences.js";
import { WindowDocument, type WindowQueryVariables } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const TIMEOUT_MS = 60_000;

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
      expect(await walkForward(gateway, conferenceId, size)).toEqual(expected);
      expect(await walkBackward(gateway, conferenceId, size)).toEqual(expected);
    },
    TIMEOUT_MS,
  );
});

/** A paragraph's start and text. */
type Told = readonly [number, string];

async function walkForward(gateway: TestGateway, conferenceId: string, first: number): Promise<Told[]> {
  const told: Told[] = [];
  for (let after: string | null = null; ;) {
    const window = await readWindow(gateway, { conferenceId, first, after });
    told.push(...window.told);
    if (!window.pageInfo.hasNextPage) return told;
    after = window.pageInfo.endCursor ?? null;
  }
}

async function walkBackward(gateway: TestGateway, conferenceId: string, last: number): Promise<Told[]> {
  const told: Told[] = [];
  for (let before: string | null = null; ;) {
    const window = await readWindow(gateway, { conferenceId, last, before });
    told.unshift(...window.told);
    if (!window.pageInfo.hasPreviousPage) return told;
    before = window.pageInfo.startCursor ?? null;
  }
}

async function readWindow(gateway: TestGateway, variables: WindowQueryVariables) {
  const { data, errors } = await gateway.run(WindowDocument, variables);
  expect(errors).toEqual([]);
  const paragraphs = data?.conference.paragraphs;
  if (paragraphs == null) throw new Error("no paragraphs");
  const told = paragraphs.edges.map(({ node }): Told => [node.startTime, node.text]);
  return { told, pageInfo: paragraphs.pageInfo };
}
