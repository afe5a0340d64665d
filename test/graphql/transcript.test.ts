import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { builtInTranscript } from "../../src/simulator/conferences.js";
import type { Transcript, JsonParagraph, JsonSentence } from "../../src/simulator/transcript.js";
import { TranscriptDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const HOSTILE = [
  `"recordId": 1234567890123456789, \\"nextTtoken\\":98765432109876543210`,
  ", 12345678901234567890,",
  '}]}{["\\',
  "\\",
  '\\"recordId":1',
  "😀👩‍👩‍👧‍👦 \ud83d lone \udc00 surrogates",
  "\u0000\u2028\u2029\t\n",
  "",
];

const hostileTranscript: Transcript = HOSTILE.map((text, index) => ({
  recordId: index % 2 === 0 ? "9223372036854770001" : "-9223372036854775808",
  startTime: index,
  endTime: index,
  nickName: text,
  paragraph: text,
  sentenceList: [
    {
      sentence: text,
      startTime: index,
      endTime: index,
      wordList: [{ word: text, wordId: text, startTime: 0, endTime: 0 }],
    },
  ],
}));

const bareTranscript: Transcript = [
  { startTime: 0, endTime: 0 },
  { startTime: 5, endTime: 5, nickName: null, unionId: null, paragraph: null, sentenceList: null },
];

let gateway: TestGateway;
beforeAll(async () => {
  const transcripts = new Map([
    ["hostile", hostileTranscript],
    ["bare", bareTranscript],
  ]);
  gateway = await startTestGateway({ transcripts });
});
afterAll(() => gateway.close());

const userOf = (unionId: string | null | undefined) => (unionId == null ? null : { unionId });

const toSentence = (sentence: JsonSentence, index: number) => ({
  index,
  text: sentence.sentence,
  startTime: sentence.startTime,
  endTime: sentence.endTime,
  speaker: userOf(sentence.unionId),
  words: {
    nodes: (sentence.wordList ?? []).map(({ word, wordId = null, startTime, endTime }, place) => ({
      index: place,
      wordId,
      text: word,
      startTime,
      endTime,
    })),
  },
});

const toParagraph = (paragraph: JsonParagraph, conferenceId: string) => ({
  recordId: paragraph.recordId ?? null,
  status: paragraph.status ?? null,
  // An empty name counts as missing.
  speakerName: paragraph.nickName || null,
  speaker: userOf(paragraph.unionId),
  text: paragraph.paragraph ?? "",
  startTime: paragraph.startTime,
  endTime: paragraph.endTime,
  conference: { conferenceId },
  sentences: { nodes: (paragraph.sentenceList ?? []).map(toSentence) },
});

async function expectWhole(conferenceId: string, transcript: Transcript): Promise<void> {
  const { data, errors } = await gateway.run(TranscriptDocument, { conferenceId, first: 2000 });
  expect(errors).toEqual([]);
  expect(data?.conference.paragraphs?.nodes).toEqual(
    transcript.map((paragraph) => toParagraph(paragraph, conferenceId)),
  );
}

test("an hour's meeting is returned to the last word, with exact 64-bit ids", async () => {
  const demo = builtInTranscript("demo");
  expect(demo.length).toBeGreaterThan(300);
  await expectWhole("demo", demo);
});

test("text that looks like JSON, digits, keys or half an emoji is returned unchanged", async () => {
  await expectWhole("hostile", hostileTranscript);
});

test("values that the upstream omits are null, an empty text, or an empty list", async () => {
  await expectWhole("bare", bareTranscript);
});
