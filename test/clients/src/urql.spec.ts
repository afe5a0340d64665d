import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Client } from "@urql/core";
import { assertLines } from "./assert-lines.js";
import { cursorAt } from "./cursor-at.js";
import { CONFERENCE_ID, type Meeting, startMeeting } from "./meeting.js";
import { type Scroller, scrollToEnd, scrollToStart } from "./scroll.js";
import { connectionOf, TRANSCRIPT, type TranscriptPage, type TranscriptVariables } from "./transcript-query.js";
import { createClient } from "./urql-client.js";

const PAGE = 40;
const MEETING = { conferenceId: CONFERENCE_ID };

let meeting: Meeting;
before(async () => {
  meeting = await startMeeting();
});
after(() => meeting.close());

/** Opens a list with its first page. Each later response contains the paragraphs of all pages in the cache. */
async function open(
  client: Client,
  { first = null, last = null, after: start = null, ...list }: TranscriptVariables,
): Promise<Scroller> {
  const send = async (page: TranscriptPage) => {
    const { data, error } = await client.query(TRANSCRIPT, { ...list, ...page }).toPromise();
    if (error) throw error;
    return connectionOf(data);
  };
  let connection = await send({ first, last, after: start });
  return {
    current: () => connection,
    later: async () => {
      connection = await send({ first: PAGE, after: connection.pageInfo.endCursor });
    },
    earlier: async () => {
      connection = await send({ last: PAGE, before: connection.edges[0]?.cursor ?? null });
    },
  };
}

test("urql holds the whole meeting in order after scrolling from its start to its end", async () => {
  const list = await open(createClient(meeting), { ...MEETING, first: PAGE });
  await scrollToEnd(list);
  assertLines(list.current(), meeting.lines);
  assert.equal(list.current().pageInfo.hasPreviousPage, false);
});

test("urql holds the whole meeting in order after scrolling from its end to its start", async () => {
  const list = await open(createClient(meeting), { ...MEETING, last: PAGE });
  await scrollToStart(list);
  assertLines(list.current(), meeting.lines);
  assert.equal(list.current().pageInfo.hasNextPage, false);
});

test("urql holds the whole meeting in order after scrolling both ways from its middle", async () => {
  const list = await open(createClient(meeting), { ...MEETING, first: PAGE, after: await cursorAt(meeting, 249) });
  await list.earlier(); // after a page that follows a cursor, urql does not know whether paragraphs precede it
  await scrollToStart(list);
  await scrollToEnd(list);
  assertLines(list.current(), meeting.lines);
});

test("urql keeps lists apart that differ in their order, and in their bounds", async () => {
  const client = createClient(meeting);
  const middle = meeting.lines[250]?.startTime ?? 0;
  const latestFirst = await open(client, { ...MEETING, first: PAGE, order: "DESCENDING" });
  const secondHalf = await open(client, { ...MEETING, first: PAGE, from: middle });
  await scrollToEnd(latestFirst);
  await scrollToEnd(secondHalf);
  assertLines(latestFirst.current(), meeting.lines.toReversed());
  assertLines(secondHalf.current(), meeting.lines.slice(250));
});

test("urql keeps two operators' views of one meeting in entries of their own", async () => {
  const client = createClient(meeting);
  const chen = await open(client, { ...MEETING, unionId: "union-chen", first: PAGE });
  await scrollToEnd(chen);
  const wang = await open(client, { ...MEETING, unionId: "union-wang", first: PAGE });
  assertLines(chen.current(), meeting.lines);
  assertLines(wang.current(), meeting.lines.slice(0, PAGE));
});
