import { expect, jest, test } from "@jest/globals";

const BODY = '{"sentenceList":[{"startTime":0,"endTime":0}]}';

/** The lists of a body in a process that has just started. */
async function listsOfNewProcess() {
  jest.resetModules();
  const { ExtractedLists } = await import("../../src/packed/index.js");
  return new ExtractedLists(Buffer.from(BODY));
}

test("each process has placeholders of its own, so the upstream cannot forge them", async () => {
  const [one, other] = [await listsOfNewProcess(), await listsOfNewProcess()];
  const placeholder: unknown = JSON.parse(one.rest.toString()).sentenceList;
  expect(one.sentencesFor(placeholder)).toHaveLength(1);
  expect(other.sentencesFor(placeholder)).toBeNull();
});
