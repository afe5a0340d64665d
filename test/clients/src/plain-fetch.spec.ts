import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CONFERENCE_ID, type Meeting, startMeeting } from "./meeting.js";
import { type Ask, connect, type GatewayError, type Paragraph, readMeeting } from "./plain-fetch.js";

let meeting: Meeting;
let ask: Ask;
before(async () => {
  meeting = await startMeeting();
  ask = connect(meeting.endpoint, { "x-acs-dingtalk-access-token": "demo-fetch" });
});
after(() => meeting.close());

const codesOf = ({ cause }: Error) => (cause as readonly GatewayError[]).map(({ extensions }) => extensions.code);

test("plain fetch reads the whole meeting in order, page by page", async () => {
  const paragraphs: Paragraph[] = [];
  for await (const paragraph of readMeeting(ask, CONFERENCE_ID)) paragraphs.push(paragraph);
  assert.deepEqual(paragraphs, meeting.lines);
});

test("plain fetch tells a meeting that cannot be read by its code", async () => {
  await assert.rejects(readMeeting(ask, "error-cloudRecordNotFound").next(), (error: Error) => {
    assert.deepEqual(codesOf(error), ["CLOUD_RECORD_NOT_FOUND"]);
    return true;
  });
});

test("plain fetch tells a request without credentials by its code", async () => {
  await assert.rejects(readMeeting(connect(meeting.endpoint, {}), CONFERENCE_ID).next(), (error: Error) => {
    assert.deepEqual(codesOf(error), ["UNAUTHENTICATED"]);
    return true;
  });
});
