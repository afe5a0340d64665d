import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../../support/gateway.js";
import { numberedTranscript } from "../../support/transcripts.js";

let gateway: TestGateway;
beforeAll(async () => {
  const transcript = numberedTranscript(1).map((paragraph) => ({ ...paragraph, paragraph: "a".repeat(200) }));
  gateway = await startTestGateway({ transcripts: new Map([["m", transcript]]) }, { OPERATION_MAX_VALUES: "300" });
});
afterAll(() => gateway.close());

test.each([
  ["a", ["OPERATION_TOO_COSTLY"]],
  ["aa", []],
])("the matches of a search for %j count as values of the response", async (word, codes) => {
  const query = `{ conference(conferenceId: "m") { search(query: "${word}") { nodes { matches { start end } } } } }`;
  const { errors } = await gateway.query(query);
  expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(codes);
});
