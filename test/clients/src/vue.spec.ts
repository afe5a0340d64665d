import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { computed, createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";
import { CONFERENCE_ID, LENGTH, type Meeting, startMeeting } from "./meeting.js";
import { type Send, connect } from "./plain-fetch.js";
import { useTranscript } from "./vue-transcript.js";

let meeting: Meeting;
let send: Send;
before(async () => {
  meeting = await startMeeting();
  send = connect(meeting.endpoint, { "x-acs-dingtalk-access-token": "demo-vue" });
});
after(() => meeting.close());

test("Vue holds the whole meeting in order when it has loaded until there is no more", async () => {
  const { paragraphs, hasMore, loadMore } = useTranscript(send, CONFERENCE_ID);
  for (let page = 0; hasMore.value && page < LENGTH; page += 1) await loadMore();
  assert.deepEqual(paragraphs.value, meeting.lines);
});

test("Vue shows a page when it arrives, and requests it once although it was asked for twice", async () => {
  const { paragraphs, isLoading, loadMore } = useTranscript(send, CONFERENCE_ID);
  const count = computed(() => paragraphs.value.length);
  assert.equal(count.value, 0);
  const loads = [loadMore(), loadMore()];
  assert.equal(isLoading.value, true);
  await Promise.all(loads);
  assert.equal(count.value, 200);
});

test("Vue renders what was loaded", async () => {
  const { paragraphs, loadMore } = useTranscript(send, CONFERENCE_ID);
  await loadMore();
  const list = {
    render: () =>
      h(
        "ol",
        paragraphs.value.map(({ text }) => h("li", text)),
      ),
  };
  const html = await renderToString(createSSRApp(list));
  assert.match(html, new RegExp(`^<ol><li>${meeting.lines[0]?.text}</li>`));
});

test("Vue shows why a meeting cannot be read, and tries again when it is asked to", async () => {
  let isReachable = false;
  const { paragraphs, problem, loadMore } = useTranscript(
    (query, variables) => (isReachable ? send(query, variables) : Promise.reject(new Error("offline"))),
    CONFERENCE_ID,
  );
  await loadMore();
  assert.equal(problem.value?.message, "offline");
  isReachable = true;
  await loadMore();
  assert.equal(problem.value, null);
  assert.equal(paragraphs.value.length, 200);
});
