import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Client } from "@urql/core";
import { ANALYSIS, ANALYSIS_TEXT } from "./analysis-query.js";
import { assertLines } from "./assert-lines.js";
import { CONFERENCE_ID, type Line, type Meeting, startMeeting } from "./meeting.js";
import { connect } from "./plain-fetch.js";
import { type Scroller, scrollToEnd, scrollToStart } from "./scroll.js";
import { type HitConnection, hitsOf, matchedTexts, SEARCH, toParagraphs } from "./search-query.js";
import type { TranscriptPage } from "./transcript-query.js";
import { createClient } from "./urql-client.js";

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

/** Opens a list of hits with its first page. Each later response contains all hits in the cache. */
async function open(client: Client, page: TranscriptPage): Promise<HitList> {
  const send = async (next: TranscriptPage) => {
    const { data, error } = await client
      .query(SEARCH, { conferenceId: CONFERENCE_ID, query: TERM, ...next })
      .toPromise();
    if (error) throw error;
    return hitsOf(data);
  };
  let found = await send(page);
  return {
    hits: () => found,
    current: () => toParagraphs(found),
    later: async () => {
      found = await send({ first: PAGE, after: found.pageInfo.endCursor });
    },
    earlier: async () => {
      found = await send({ last: PAGE, before: found.edges[0]?.cursor ?? null });
    },
  };
}

test("urql holds every hit of a search in order after scrolling to its end", async () => {
  const list = await open(createClient(meeting), { first: PAGE });
  await scrollToEnd(list);
  assertLines(list.current(), hits);
  assert.equal(list.hits().totalCount, hits.length);
  assert.deepEqual(new Set(matchedTexts(list.hits()).flat()), new Set([TERM]));
});

test("urql holds every hit of a search in order after scrolling from its last ones to its start", async () => {
  const list = await open(createClient(meeting), { last: PAGE });
  await scrollToStart(list);
  assertLines(list.current(), hits);
});

test("urql gives captions, speakers, statistics and utterances back from its cache as the gateway sent them", async () => {
  const client = createClient(meeting);
  const variables = { conferenceId: CONFERENCE_ID, time: meeting.lines[10]?.startTime ?? 0 };
  await client.query(ANALYSIS, variables).toPromise();
  const cached = await client.query(ANALYSIS, variables, { requestPolicy: "cache-only" }).toPromise();
  const send = connect(meeting.endpoint, { "x-acs-dingtalk-access-token": "demo-token" });
  const { data } = await send<object>(ANALYSIS_TEXT, variables);
  assert.deepEqual(withoutReadAt(cached.data), withoutReadAt(data));
});

/** The meeting was read from DingTalk at another time for each response. */
const withoutReadAt = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (key, value) => (key === "readAt" ? "some time" : value));
