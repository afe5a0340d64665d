import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertLines } from "./assert-lines.js";
import { cursorAt } from "./cursor-at.js";
import { CONFERENCE_ID, LENGTH, type Meeting, startMeeting } from "./meeting.js";
import { createEnvironment, openTranscript, storedParagraphs } from "./relay-scroller.js";
import { scrollToEnd, scrollToStart } from "./scroll.js";

const MEETING = { conferenceId: CONFERENCE_ID, order: "ASCENDING" } as const;

let meeting: Meeting;
before(async () => {
  meeting = await startMeeting();
});
after(() => meeting.close());

test("Relay holds the whole meeting in order after scrolling from its start to its end by node(id:)", async () => {
  const list = await openTranscript(createEnvironment(meeting), { ...MEETING, first: 40 });
  await scrollToEnd(list);
  assertLines(list.current(), meeting.lines);
  assert.equal(list.current().pageInfo.hasPreviousPage, false);
});

test("Relay holds the whole meeting in order after scrolling from its end to its start by node(id:)", async () => {
  const list = await openTranscript(createEnvironment(meeting), { ...MEETING, last: 40 });
  await scrollToStart(list);
  assertLines(list.current(), meeting.lines);
  assert.equal(list.current().pageInfo.hasNextPage, false);
});

test("Relay holds the whole meeting in order after scrolling both ways from its middle", async () => {
  const middle = await cursorAt(meeting, 249);
  const list = await openTranscript(createEnvironment(meeting), { ...MEETING, first: 40, after: middle });
  await scrollToEnd(list);
  await scrollToStart(list);
  assertLines(list.current(), meeting.lines);
});

test("Relay keeps the two orders of one meeting apart, and stores each paragraph once for both", async () => {
  const environment = createEnvironment(meeting);
  const earliestFirst = await openTranscript(environment, { ...MEETING, first: 40 });
  const latestFirst = await openTranscript(environment, { ...MEETING, order: "DESCENDING", first: 40 });
  await scrollToEnd(earliestFirst);
  await scrollToEnd(latestFirst);
  assertLines(earliestFirst.current(), meeting.lines);
  assertLines(latestFirst.current(), meeting.lines.toReversed());
  assert.equal(storedParagraphs(environment).length, LENGTH);
});

test("Relay keeps two operators' views of one meeting in records of their own", async () => {
  const environment = createEnvironment(meeting);
  const chen = await openTranscript(environment, { ...MEETING, unionId: "union-chen", first: 40 });
  const wang = await openTranscript(environment, { ...MEETING, unionId: "union-wang", first: 40 });
  await scrollToEnd(chen);
  assertLines(chen.current(), meeting.lines);
  assertLines(wang.current(), meeting.lines.slice(0, 40));
  assert.equal(storedParagraphs(environment).length, LENGTH + 40);
});
