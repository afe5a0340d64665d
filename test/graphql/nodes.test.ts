import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { ConferencesDocument, NodesDocument, WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ transcripts: new Map([["m", numberedTranscript(40)]]) });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

const callCount = () => gateway.simulator.calls.length;

test("a meeting's ids cost no call", async () => {
  const { data, errors } = await gateway.query('{ conference(conferenceId: "m") { id conferenceId } }');
  expect(errors).toEqual([]);
  expect(data).toEqual({ conference: { id: expect.any(String), conferenceId: "m" } });
  expect(callCount()).toBe(0);
});

test("node(id:) finds meetings and paragraphs, with their type", async () => {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "m", first: 3 });
  const conference = data!.conference;
  const paragraph = conference.paragraphs!.edges[2]!.node;
  const { data: found, errors } = await gateway.run(NodesDocument, { ids: [paragraph.id, conference.id] });
  expect(errors).toEqual([]);
  expect(found?.nodes).toEqual([
    { __typename: "Paragraph", id: paragraph.id, text: "paragraph 2" },
    { __typename: "Conference", id: conference.id, conferenceId: "m" },
  ]);
});

test("a paragraph has the same id in both directions and on every page", async () => {
  const forward = await gateway.run(WindowDocument, { conferenceId: "m", first: 40 });
  const backward = await gateway.run(WindowDocument, { conferenceId: "m", last: 7, order: "DESCENDING" });
  const ids = forward.data!.conference.paragraphs!.edges.map(({ node }) => node.id);
  expect(new Set(ids).size).toBe(40);
  expect(backward.data!.conference.paragraphs!.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 7).toReversed());
});

test("a malformed id is an error at its place; the others return their objects", async () => {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "m", first: 1 });
  const id = data!.conference.paragraphs!.edges[0]!.node.id;
  const gone = id.replace(/^P1\.\w+/, "P1.1f4");
  const { data: found, errors } = await gateway.run(NodesDocument, { ids: ["garbage", id, gone] });
  expect(found?.nodes.map((node) => node?.id ?? null)).toEqual([null, id, null]);
  expect(errors).toMatchObject([
    {
      path: ["nodes", 0],
      message: "ids[0]: must be an id that this API returned",
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});

test("more than 100 nodes, or more than 50 meetings, are refused before any call", async () => {
  const nodes = await gateway.run(NodesDocument, { ids: Array.from({ length: 101 }, () => "x") });
  const conferences = await gateway.run(ConferencesDocument, {
    conferenceIds: Array.from({ length: 51 }, () => "m"),
    first: 1,
  });
  expect(nodes.errors[0]).toMatchObject({
    message: "ids: at most 100 at once, and there are 101",
    extensions: { code: "BAD_USER_INPUT" },
  });
  expect(conferences.errors[0]?.message).toBe("conferenceIds: at most 50 at once, and there are 51");
  expect(callCount()).toBe(0);
});

test.each(["../../secret", "a/b?c=d#e", "%2e%2e", "空 格", "'\"<>", "x".repeat(256)])(
  "the conference id %j reaches the upstream unchanged",
  async (conferenceId) => {
    const { errors } = await gateway.run(WindowDocument, { conferenceId });
    expect(errors[0]?.extensions?.["code"]).toBe("CLOUD_RECORD_NOT_FOUND");
    expect(gateway.simulator.calls.map((call) => call.conferenceId)).toEqual([conferenceId]);
  },
);

test.each(["", "..", ".", "a\u0000b", "a\nb", "x".repeat(300), "\ud800"])(
  "the conference id %j never reaches the upstream",
  async (conferenceId) => {
    const { errors } = await gateway.run(WindowDocument, { conferenceId });
    expect(errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
    expect(callCount()).toBe(0);
  },
);

async function messageOf(query: string, headers = {}) {
  return (await gateway.query(query, { headers })).errors[0]?.message;
}

test("ids that are too long for DingTalk are refused by their argument, and so is the header's operator", async () => {
  const long = "x".repeat(257);
  expect(await messageOf(`{ conference(conferenceId: "${long}") { id } }`)).toBe(
    "conferenceId: must have at most 256 characters, and has 257",
  );
  expect(await messageOf(`{ conferences(conferenceIds: ["m", "${long}"]) { id } }`)).toMatch(/^conferenceIds\[1\]: /);
  expect(await messageOf(`{ conference(conferenceId: "m", unionId: "${long}") { id } }`)).toMatch(/^unionId/);
  expect(await messageOf('{ conference(conferenceId: "m") { id } }', { "x-dingtalk-union-id": long })).toMatch(
    /header/,
  );
  expect(callCount()).toBe(0);
});
