import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { builtInTranscript } from "../../src/simulator/conferences.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

/**
 * One gateway computes captions each time, because nothing is cached. The other one keeps the captions of cached
 * transcripts.
 */
let fresh: TestGateway;
let cached: TestGateway;
beforeAll(async () => {
  const recording = builtInTranscript("demo").slice(0, 40);
  const transcripts = new Map([["m", [...recording, ...recording]]]);
  fresh = await startTestGateway({ transcripts });
  cached = await startTestGateway({ transcripts }, { CACHE: "memory" });
});
afterAll(() => Promise.all([fresh.close(), cached.close()]));

const CUES = "cues { __typename startTime endTime speaker { unionId } speakerName lines }";
const FIELDS = [
  `captions { ${CUES} text }`,
  "captions { text(format: SRT) vtt: text ttml: text(format: TTML) }",
  `captions(speakerNames: false) { ${CUES} text(format: TEXT) }`,
  `captions(maxLineWidth: 32, maxLines: 1) { ${CUES} text }`,
  `captions(from: 60000, until: 90000) { ${CUES} text(format: SRT) }`,
];

const queryOf = (field: string) => `{ conference(conferenceId: "m") { ${field} } }`;

async function run(gateway: TestGateway, field: string): Promise<string> {
  const { text, errors } = await gateway.query(queryOf(field));
  expect(errors).toEqual([]);
  return text;
}

test("captions are the same each time they are computed, in every size, span and format", async () => {
  const expected = await Promise.all(FIELDS.map((field) => run(fresh, field)));
  for (let round = 0; round < 3; round += 1) {
    const again: string[] = [];
    for (const field of FIELDS) again.push(await run(cached, field));
    expect(again).toEqual(expected);
  }
});
