import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createOperationDescriptor, fetchQuery, getRequest } from "relay-runtime";
import type { relaySearchAnalysisQuery as AnalysisQuery } from "./__generated__/relaySearchAnalysisQuery.graphql.js";
import { assertLines } from "./assert-lines.js";
import { CONFERENCE_ID, type Line, type Meeting, startMeeting } from "./meeting.js";
import { connect } from "./plain-fetch.js";
import { relayAnalysisQuery } from "./relay-search.js";
import { createEnvironment, openSearch, openTranscript, storedParagraphs } from "./relay-scroller.js";
import { scrollToEnd, scrollToStart } from "./scroll.js";

const TERM = "的";
const SEARCH = { conferenceId: CONFERENCE_ID, query: TERM };

let meeting: Meeting;
let hits: readonly Line[];
before(async () => {
  meeting = await startMeeting();
  hits = meeting.lines.filter(({ text }) => text.includes(TERM));
  assert.ok(hits.length > 30);
});
after(() => meeting.close());

test("Relay holds every hit of a search in order after scrolling to its end by node(id:)", async () => {
  const list = await openSearch(createEnvironment(meeting), { ...SEARCH, first: 10 });
  await scrollToEnd(list);
  assertLines(list.current(), hits);
});

test("Relay holds every hit of a search in order after scrolling from its last ones to its start", async () => {
  const list = await openSearch(createEnvironment(meeting), { ...SEARCH, last: 10 });
  await scrollToStart(list);
  assertLines(list.current(), hits);
});

test("Relay stores a paragraph of two searches and the transcript once", async () => {
  const environment = createEnvironment(meeting);
  for (const query of [TERM, `“${TERM}”`])
    await scrollToEnd(await openSearch(environment, { ...SEARCH, query, first: 10 }));
  assert.equal(storedParagraphs(environment).length, hits.length);
  await scrollToEnd(await openTranscript(environment, { ...SEARCH, order: "ASCENDING", first: 40 }));
  assert.equal(storedParagraphs(environment).length, meeting.lines.length);
});

test("Relay gives captions, speakers, statistics and utterances back from its store as the gateway sent them", async () => {
  const environment = createEnvironment(meeting);
  const variables = { conferenceId: CONFERENCE_ID, time: meeting.lines[10]?.startTime ?? 0 };
  const operation = createOperationDescriptor(getRequest(relayAnalysisQuery), variables);
  environment.retain(operation);
  await fetchQuery<AnalysisQuery>(environment, relayAnalysisQuery, variables).toPromise();
  const send = connect(meeting.endpoint, { "x-acs-dingtalk-access-token": "demo-token" });
  const { data } = await send<{ readonly conference: object }>(operation.request.node.params.text ?? "", variables);
  const { id: _addedByRelay, ...conference } = data.conference as { readonly id: string };
  assert.deepEqual(environment.lookup(operation.fragment).data, { conference });
});
