import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { JsonParagraph } from "../../../src/simulator/transcript.ts";
import { importBuilt, type SimulatedDingTalk, startSimulatedDingTalk } from "./simulated-dingtalk.ts";

let dingtalk: SimulatedDingTalk;
let transcript: readonly JsonParagraph[];
before(async () => {
  dingtalk = await startSimulatedDingTalk();
  const { builtInTranscript } =
    await importBuilt<typeof import("../../../src/simulator/conferences.ts")>("conferences.js");
  transcript = builtInTranscript("demo");
});
after(() => dingtalk.close());

/** A value of any class, without its missing members. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A paragraph with its record id as a number, as in the SDK. The SDK drops lists that are null. */
const asSdkHasIt = ({ recordId, sentenceList, ...paragraph }: JsonParagraph) => ({
  ...paragraph,
  recordId: Number(recordId),
  ...(sentenceList && { sentenceList }),
});

suite("DingTalk's official SDK pages through all of demo", () => {
  for (const maxResults of [1, 7, 100, 2000]) {
    test(`forward by ${maxResults}, down to the last word`, async () => {
      const read = await dingtalk.readAll("demo", { direction: "0", maxResults });
      const withoutTokens = read.map(({ nextTtoken: _own, ...paragraph }) => plain(paragraph));
      assert.deepEqual(withoutTokens, transcript.map(asSdkHasIt).map(plain));
    });

    test(`backward by ${maxResults}, in the opposite order`, async () => {
      const read = await dingtalk.readAll("demo", { direction: "1", maxResults });
      assert.deepEqual(
        read.map(({ recordId }) => recordId),
        transcript.map(({ recordId }) => Number(recordId)).toReversed(),
      );
    });
  }

  test("with a token of its own on every paragraph", async () => {
    const read = await dingtalk.readAll("demo", { direction: "0", maxResults: 2000 });
    assert.equal(new Set(read.map(({ nextTtoken }) => nextTtoken)).size, transcript.length);
  });

  test("from a start time", async () => {
    const { body } = await dingtalk.getTexts("demo", { startTime: transcript[200]?.startTime ?? 0, maxResults: 1 });
    assert.equal(body?.paragraphList?.[0]?.recordId, Number(transcript[200]?.recordId));
  });
});

test("The SDK rounds the tokens of demo-int64, so it cannot go on there", async () => {
  await assert.rejects(dingtalk.readAll("demo-int64", { direction: "0", maxResults: 10 }), { code: "paramsError" });
});
