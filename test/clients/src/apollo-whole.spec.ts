import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApolloClient } from "@apollo/client";
import { ANALYSIS, ANALYSIS_TEXT, WORD_COUNT } from "./analysis-query.js";
import { createClient, NO_PAGE, storedParagraphs } from "./apollo-client.js";
import { assertLines } from "./assert-lines.js";
import { CONFERENCE_ID, type Line, type Meeting, startMeeting } from "./meeting.js";
import { connect } from "./plain-fetch.js";
import { type Scroller, scrollToEnd, scrollToStart } from "./scroll.js";
import { type HitConnection, hitsOf, matchedTexts, SEARCH, toParagraphs } from "./search-query.js";
import type { TranscriptPage } from "./transcript-query.js";

const PAGE = 10;
const TERM = "的";

let meeting: Meeting;
let hits: readonly Line[];
before(async () => {
  meeting = await startMeeting();
  hits = meeting.lines.filter(({ text }) => text.includes(TERM));
  assert.ok(hits.length > 3 * PAGE);
});
after(() => meeting.close());

interface HitList extends Scroller {
  readonly hits: () => HitConnection;
}

/** Opens a list of hits with its first page, as a view would. */
async function open(client: ApolloClient, query: string, page: TranscriptPage): Promise<HitList> {
  const variables = { conferenceId: CONFERENCE_ID, query, ...page };
  await client.query({ query: SEARCH, variables });
  const list = client.watchQuery({ query: SEARCH, variables });
  list.subscribe(() => {});
  const found = () => hitsOf(client.readQuery({ query: SEARCH, variables }));
  const turn = (next: TranscriptPage) => list.fetchMore({ variables: { ...NO_PAGE, ...next } });
  return {
    hits: found,
    current: () => toParagraphs(found()),
    later: () => turn({ first: PAGE, after: found().pageInfo.endCursor }),
    earlier: () => turn({ last: PAGE, before: found().pageInfo.startCursor }),
  };
}

test("Apollo Client holds every hit of a search in order after scrolling to its end", async () => {
  const list = await open(createClient(meeting), TERM, { first: PAGE });
  await scrollToEnd(list);
  assertLines(list.current(), hits);
  assert.equal(list.hits().totalCount, hits.length);
  assert.deepEqual(new Set(matchedTexts(list.hits()).flat()), new Set([TERM]));
});

test("Apollo Client holds every hit of a search in order after scrolling from its last ones to its start", async () => {
  const list = await open(createClient(meeting), TERM, { last: PAGE });
  await scrollToStart(list);
  assertLines(list.current(), hits);
});

test("Apollo Client keeps two searches of one meeting apart, and stores a paragraph that both find once", async () => {
  const client = createClient(meeting);
  const lists = [await open(client, TERM, { first: PAGE }), await open(client, `“${TERM}”`, { first: PAGE })];
  for (const list of lists) await scrollToEnd(list);
  for (const list of lists) assertLines(list.current(), hits);
  assert.equal(storedParagraphs(client).length, hits.length);
});

test("Apollo Client gives captions, speakers, statistics and utterances back from its cache as the gateway sent them", async () => {
  const client = createClient(meeting);
  const variables = { conferenceId: CONFERENCE_ID, time: meeting.lines[10]?.startTime ?? 0 };
  await client.query({ query: ANALYSIS, variables });
  const send = connect(meeting.endpoint, { "x-acs-dingtalk-access-token": "demo-token" });
  const { data } = await send<object>(ANALYSIS_TEXT, variables);
  assert.deepEqual(withoutReadAt(client.readQuery({ query: ANALYSIS, variables })), withoutReadAt(data));
});

test("Apollo Client joins what two queries select of one meeting's statistics", async () => {
  const client = createClient(meeting);
  const variables = { conferenceId: CONFERENCE_ID, time: 0 };
  await client.query({ query: ANALYSIS, variables });
  await client.query({ query: WORD_COUNT, variables: { conferenceId: CONFERENCE_ID } });
  assert.ok((client.readQuery({ query: WORD_COUNT, variables })?.conference.statistics.wordCount ?? 0) > 1000);
  assert.notEqual(client.readQuery({ query: ANALYSIS, variables }), null);
});

/** The meeting was read from DingTalk at another time for each response. */
const withoutReadAt = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (key, value) => (key === "readAt" ? "some time" : value));
