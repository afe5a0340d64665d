import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { CONFERENCE_ID, type Meeting, startMeeting } from "./meeting.js";
import { type Send, connect, type GatewayError, type Paragraph, readMeeting } from "./plain-fetch.js";

let meeting: Meeting;
let send: Send;
before(async () => {
  meeting = await startMeeting();
  send = connect(meeting.endpoint, { "x-acs-dingtalk-access-token": "demo-fetch" });
});
after(() => meeting.close());

const codesOf = ({ cause }: Error) => (cause as readonly GatewayError[]).map(({ extensions }) => extensions.code);

test("plain fetch reads the whole meeting in order, page by page", async () => {
  const paragraphs: Paragraph[] = [];
  for await (const paragraph of readMeeting(send, CONFERENCE_ID)) paragraphs.push(paragraph);
  assert.deepEqual(paragraphs, meeting.lines);
});

test("plain fetch recognises a meeting that cannot be read by the error's code", async () => {
  await assert.rejects(readMeeting(send, "error-cloudRecordNotFound").next(), (error: Error) => {
    assert.deepEqual(codesOf(error), ["CLOUD_RECORD_NOT_FOUND"]);
    return true;
  });
});

test("plain fetch recognises a request without credentials by the error's code", async () => {
  await assert.rejects(readMeeting(connect(meeting.endpoint, {}), CONFERENCE_ID).next(), (error: Error) => {
    assert.deepEqual(codesOf(error), ["UNAUTHENTICATED"]);
    return true;
  });
});

test("plain fetch recognises a proxy's page by its status and media type, and does not parse it as JSON", async () => {
  const proxy = createServer((_request, response) => {
    response.writeHead(502, { "content-type": "text/html" }).end("<html><h1>502 Bad Gateway</h1></html>");
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  try {
    const askProxy = connect(`http://127.0.0.1:${port}/graphql`, {});
    await assert.rejects(readMeeting(askProxy, CONFERENCE_ID).next(), (error: Error) => {
      assert.equal(error.message, "HTTP 502, text/html instead of JSON");
      assert.deepEqual(codesOf(error), []);
      return true;
    });
  } finally {
    proxy.close();
  }
});
