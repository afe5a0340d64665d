import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { builtInTranscript } from "../../src/simulator/conferences.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({
    transcripts: new Map([
      ["m", numberedTranscript(30)],
      ["empty", []],
    ]),
  });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

/** The fields of all queries below; each query selects some of them. */
interface Fields {
  readonly statistics: { readonly paragraphCount: number; readonly readAt: string };
  readonly search: {
    readonly totalCount: number;
    readonly nodes: unknown;
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly paragraph: { readonly text: string } };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  };
  readonly captions: { readonly cues: readonly { readonly startTime: number }[]; readonly text: string };
}

interface TestResponse {
  readonly conference: Fields;
}

/** Selects fields of a conference and returns them; expects no error. */
async function send(conferenceId: string, fields: string): Promise<Fields> {
  const { data, errors } = await gateway.query<TestResponse>(
    `{ conference(conferenceId: "${conferenceId}") { ${fields} } }`,
  );
  expect(errors).toEqual([]);
  if (data === null || data === undefined) throw new Error("no data");
  return data.conference;
}

const ALL_FIELDS = `
  statistics { paragraphCount complete readAt }
  speakers { speakerName longestTurn { paragraphs { id } } }
  spokenAt(time: 60000) { paragraph { id } sentence { text } word { text } }
  search(query: "版本") { totalCount edges { cursor node { matches { start startTime } } } pageInfo { endCursor } }
  captions { cues { startTime speakerName lines } text }
`;

test("all five fields in one query of a cold demo-long cost 3 calls", async () => {
  const { statistics } = await send("demo-long", ALL_FIELDS);
  expect(statistics).toMatchObject({ paragraphCount: 5303, complete: true });
  expect(Math.abs(Date.now() - Date.parse(statistics.readAt))).toBeLessThan(60_000);
  expect(gateway.simulator.calls).toHaveLength(3);
});

test("all five fields return the same data with and without compiled selections", async () => {
  const first = await send("demo", `${ALL_FIELDS} conferenceId`);
  const again = [await send("demo", `${ALL_FIELDS} conferenceId`), await send("demo", `${ALL_FIELDS} conferenceId`)];
  expect(again.map(withoutTime)).toEqual([withoutTime(first), withoutTime(first)]);
});

const withoutTime = (response: Fields) => ({ ...response, statistics: { ...response.statistics, readAt: "" } });

test("an empty transcript has zeros, no speakers, no hits, and an empty file", async () => {
  const fields = `statistics { paragraphCount duration talkTime complete } speakers { turnCount } spokenAt(time: 0) { word { text } }
    search(query: "x") { totalCount nodes { paragraph { id } } pageInfo { startCursor } } captions { cues { lines } text }`;
  expect(await send("empty", fields)).toEqual({
    statistics: { paragraphCount: 0, duration: 0, talkTime: 0, complete: true },
    speakers: [],
    spokenAt: [],
    search: { totalCount: 0, nodes: [], pageInfo: { startCursor: null } },
    captions: { cues: [], text: "WEBVTT\n" },
  });
});

test("if a transcript cannot be read, each of its fields is null with an error, and other fields have data", async () => {
  const { data, errors } = await gateway.query<TestResponse>(
    `{ conference(conferenceId: "error-cloudRecordNotFound") { conferenceId ${ALL_FIELDS} } }`,
  );
  expect(data?.conference).toEqual({
    conferenceId: "error-cloudRecordNotFound",
    statistics: null,
    speakers: null,
    spokenAt: null,
    search: null,
    captions: null,
  });
  expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(Array(5).fill("CLOUD_RECORD_NOT_FOUND"));
});

test.each([
  ["an empty query", 'search(query: "") { totalCount }', "query: must have a word or a phrase to look for"],
  [
    "a long query",
    `search(query: "${"x".repeat(300)}") { totalCount }`,
    "query: must have at most 256 characters, and has 300",
  ],
  ["two counts", 'search(query: "x", first: 1, last: 1) { totalCount }', "first and last: give one of them, not both"],
  ["a large count", 'search(query: "x", first: 2001) { totalCount }', "first: must be from 0 to 2000, and is 2001"],
  [
    "a malformed cursor",
    'search(query: "x", after: "nonsense") { totalCount }',
    "after: must be the cursor of a paragraph edge of this conference with order: ASCENDING; this one is malformed",
  ],
  [
    "101 speakers",
    `search(query: "x", speakers: [${'"u",'.repeat(101)}]) { totalCount }`,
    "speakers: at most 100 at once, and there are 101",
  ],
  [
    "a span that ends before it begins",
    'search(query: "x", from: 2, until: 1) { totalCount }',
    "from and until: from must not be after until, and 2 is after 1",
  ],
  [
    "a span of captions that ends before it begins",
    "captions(from: 2, until: 1) { text }",
    "from and until: from must not be after until, and 2 is after 1",
  ],
  ["too narrow a line", "captions(maxLineWidth: 9) { text }", "maxLineWidth: must be from 10 to 200, and is 9"],
  ["no lines", "captions(maxLines: 0) { text }", "maxLines: must be from 1 to 10, and is 0"],
])("%s is refused without a call", async (_what, field, message) => {
  const { errors } = await gateway.query(`{ conference(conferenceId: "m") { ${field} } }`);
  expect(errors.map((error) => [error.extensions?.["code"], error.message])).toEqual([["BAD_USER_INPUT", message]]);
  expect(gateway.simulator.calls).toEqual([]);
});

/** The hits of a search, as the numbers in their texts, and the page's flags. */
async function page(args: string) {
  const { search } = await send(
    "m",
    `search(query: "paragraph 2", ${args}) { totalCount edges { cursor node { paragraph { text } } } pageInfo { hasNextPage hasPreviousPage } }`,
  );
  return {
    total: search.totalCount,
    texts: search.edges.map(({ node }) => node.paragraph.text.slice("paragraph ".length)),
    cursors: search.edges.map(({ cursor }) => cursor),
    flags: [search.pageInfo.hasPreviousPage, search.pageInfo.hasNextPage],
  };
}

/** The paragraphs that contain "paragraph" and "2". */
const HITS = ["2", "12", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29"];

test("a search is paged by all of first, last, after and before, and counts all hits on every page", async () => {
  const all = await page("first: 100");
  expect(all).toMatchObject({ total: HITS.length, texts: HITS, flags: [false, false] });
  const at = (text: string) => JSON.stringify(all.cursors[HITS.indexOf(text)]);
  expect(await page("first: 2")).toMatchObject({ total: 12, texts: ["2", "12"], flags: [false, true] });
  expect(await page(`first: 2, after: ${at("12")}`)).toMatchObject({ texts: ["20", "21"], flags: [true, true] });
  expect(await page(`first: 9, after: ${at("12")}, before: ${at("22")}`)).toMatchObject({ texts: ["20", "21"] });
  expect(await page("last: 2")).toMatchObject({ total: 12, texts: ["28", "29"], flags: [true, false] });
  expect(await page(`last: 2, before: ${at("22")}`)).toMatchObject({ texts: ["20", "21"], flags: [true, true] });
  expect(await page(`last: 1, after: ${at("12")}, before: ${at("22")}`)).toMatchObject({ texts: ["21"] });
  expect(await page("first: 0")).toMatchObject({ total: 12, texts: [], flags: [false, true] });
  expect(await page(`first: 5, after: ${at("22")}, before: ${at("12")}`)).toMatchObject({ texts: [] });
});

test("a cursor of a search is the paragraph's own, and works in another search and in paragraphs", async () => {
  const { cursors } = await page("first: 2");
  const after = JSON.stringify(cursors[1]);
  const response = await send(
    "m",
    `search(query: "1", first: 2, after: ${after}) { nodes { paragraph { text } } } paragraphs(first: 1, after: ${after}) { nodes { text } }`,
  );
  expect(response).toEqual({
    search: { nodes: [{ paragraph: { text: "paragraph 13" } }, { paragraph: { text: "paragraph 14" } }] },
    paragraphs: { nodes: [{ text: "paragraph 13" }] },
  });
});

test("a search with speakers finds only their paragraphs", async () => {
  const { search } = await send("m", 'search(query: "paragraph", speakers: ["union-1"]) { totalCount }');
  expect(search.totalCount).toBe(10);
});

test("times and offsets of matches are those of the text and its words", async () => {
  const { search } = await send(
    "demo",
    'search(query: "能听到", first: 1) { nodes { paragraph { text } matches { start end startTime endTime } } }',
  );
  expect(search.nodes).toEqual([
    {
      paragraph: { text: "大家早，能听到我说话吗？" },
      matches: [{ start: 4, end: 7, startTime: 7042, endTime: 7788 }],
    },
  ]);
});

test("several recordings add up, and a file has them one after the other", async () => {
  const { statistics, captions } = await send(
    "demo-two-recordings",
    "statistics { paragraphCount duration } captions { cues { startTime } text }",
  );
  const transcript = builtInTranscript("demo-two-recordings");
  expect(statistics.paragraphCount).toBe(transcript.length);
  const starts = captions.cues.map(({ startTime }) => startTime);
  expect(starts.filter((start, index) => start < (starts[index - 1] ?? 0))).toHaveLength(1);
  expect(captions.text).toMatch(/\n01:\d\d:\d\d\.\d{3} --> 01:.*\n.*\n\n?$/);
});

test("the values of all these fields count, so aliases cannot exceed the limit", async () => {
  const small = await startTestGateway({}, { OPERATION_MAX_RESPONSE_BYTES: "2000000" });
  try {
    const sendAliases = (aliases: number) => {
      const files = Array.from({ length: aliases }, (_, index) => `f${index}: text`).join(" ");
      return small.query(`{ conference(conferenceId: "demo-long") { captions { ${files} } } }`);
    };
    expect((await sendAliases(1)).errors).toEqual([]);
    const { errors } = await sendAliases(20);
    expect(errors.map(({ extensions }) => extensions?.["code"])).toContain("OPERATION_TOO_COSTLY");
  } finally {
    await small.close();
  }
});
