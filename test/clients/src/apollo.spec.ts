import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApolloClient } from "@apollo/client";
import { createClient, NO_PAGE, storedParagraphs } from "./apollo-client.js";
import { assertLines } from "./assert-lines.js";
import { cursorAt } from "./cursor-at.js";
import { CONFERENCE_ID, LENGTH, type Meeting, startMeeting } from "./meeting.js";
import { type Scroller, scrollToEnd, scrollToStart } from "./scroll.js";
import { connectionOf, TRANSCRIPT, type TranscriptPage, type TranscriptVariables } from "./transcript-query.js";

const PAGE = 40;
const MEETING = { conferenceId: CONFERENCE_ID };

let meeting: Meeting;
before(async () => {
  meeting = await startMeeting();
});
after(() => meeting.close());

/** Opens a list with its first page, like a view, and loads further pages by the cursors in the cache. */
async function open(client: ApolloClient, variables: TranscriptVariables): Promise<Scroller> {
  await client.query({ query: TRANSCRIPT, variables });
  const list = client.watchQuery({ query: TRANSCRIPT, variables });
  list.subscribe(() => {});
  const current = () => connectionOf(client.readQuery({ query: TRANSCRIPT, variables }));
  const turn = (page: TranscriptPage) => list.fetchMore({ variables: { ...NO_PAGE, ...page } });
  return {
    current,
    later: () => turn({ first: PAGE, after: current().pageInfo.endCursor }),
    earlier: () => turn({ last: PAGE, before: current().pageInfo.startCursor }),
  };
}

test("Apollo Client holds the whole meeting in order after scrolling from its start to its end", async () => {
  const list = await open(createClient(meeting), { ...MEETING, first: PAGE });
  await scrollToEnd(list);
  assertLines(list.current(), meeting.lines);
  assert.equal(list.current().pageInfo.hasPreviousPage, false);
});

test("Apollo Client holds the whole meeting in order after scrolling from its end to its start", async () => {
  const list = await open(createClient(meeting), { ...MEETING, last: PAGE });
  await scrollToStart(list);
  assertLines(list.current(), meeting.lines);
  assert.equal(list.current().pageInfo.hasNextPage, false);
});

test("Apollo Client holds the whole meeting in order after scrolling both ways from its middle", async () => {
  const list = await open(createClient(meeting), { ...MEETING, first: PAGE, after: await cursorAt(meeting, 249) });
  await scrollToStart(list);
  await scrollToEnd(list);
  assertLines(list.current(), meeting.lines);
});

test("Apollo Client keeps lists apart that differ in their order, and in their bounds", async () => {
  const client = createClient(meeting);
  const middle = meeting.lines[250]?.startTime ?? 0;
  const lists = {
    whole: await open(client, { ...MEETING, first: PAGE }),
    latestFirst: await open(client, { ...MEETING, first: PAGE, order: "DESCENDING" }),
    secondHalf: await open(client, { ...MEETING, first: PAGE, from: middle }),
    firstHalf: await open(client, { ...MEETING, last: PAGE, until: middle }),
  };
  await Promise.all([lists.whole, lists.latestFirst, lists.secondHalf].map(scrollToEnd));
  await scrollToStart(lists.firstHalf);
  assertLines(lists.whole.current(), meeting.lines);
  assertLines(lists.latestFirst.current(), meeting.lines.toReversed());
  assertLines(lists.secondHalf.current(), meeting.lines.slice(250));
  assertLines(lists.firstHalf.current(), meeting.lines.slice(0, 250));
});

test("Apollo Client stores each paragraph once, however many lists of one operator hold it", async () => {
  const client = createClient(meeting);
  await scrollToEnd(await open(client, { ...MEETING, first: PAGE }));
  await scrollToEnd(await open(client, { ...MEETING, first: PAGE, order: "DESCENDING" }));
  assert.equal(storedParagraphs(client).length, LENGTH);
});

test("Apollo Client keeps two operators' views of one meeting in entries of their own", async () => {
  const client = createClient(meeting);
  const chen = await open(client, { ...MEETING, unionId: "union-chen", first: PAGE });
  const wang = await open(client, { ...MEETING, unionId: "union-wang", first: PAGE });
  await scrollToEnd(chen);
  assertLines(chen.current(), meeting.lines);
  assertLines(wang.current(), meeting.lines.slice(0, PAGE));
  assert.equal(storedParagraphs(client).length, LENGTH + PAGE);
});
