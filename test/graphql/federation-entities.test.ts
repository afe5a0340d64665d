import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway, type TestRequest } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ transcripts: new Map([["m", numberedTranscript(2000)]]) });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on Conference { id conferenceId }
  ... on Paragraph { id text }
} }`;
const entities = (representations: readonly unknown[], request: TestRequest = {}) =>
  gateway.query(QUERY, { ...request, variables: { representations } });

const callCount = () => gateway.simulator.calls.length;

async function windowOf(first: number) {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "m", from: 1_000_000, first });
  gateway.simulator.forgetCalls();
  return data!.conference;
}

test("100 references to paragraphs that lie close together cost one call, and keep their order", async () => {
  const nodes = (await windowOf(100)).paragraphs!.edges.map(({ node }) => node).toReversed();
  const { data, errors } = await entities(nodes.map(({ id }) => ({ __typename: "Paragraph", id })));
  expect(errors).toEqual([]);
  expect(data).toEqual({ _entities: nodes.map(({ id, text }) => ({ __typename: "Paragraph", id, text })) });
  expect(nodes).toHaveLength(100);
  expect(callCount()).toBe(1);
});

test("references to 20 meetings cost no call if nothing of a transcript is selected", async () => {
  const conferenceIds = Array.from({ length: 20 }, (_, index) => `meeting-${index}`);
  const references = conferenceIds.map((conferenceId) => ({ __typename: "Conference", conferenceId }));
  const { data, errors } = await entities(references);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ _entities: references });
  expect(callCount()).toBe(0);
});

test("references to the same meeting share a call for its transcript", async () => {
  const representations = Array.from({ length: 20 }, () => ({ __typename: "Conference", conferenceId: "m" }));
  const query = QUERY.replace("id conferenceId", "paragraphs(first: 1) { nodes { text } }");
  const { data, errors } = await gateway.query(query, { variables: { representations } });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    _entities: representations.map(() => ({ paragraphs: { nodes: [{ text: "paragraph 0" }] } })),
  });
  expect(callCount()).toBe(1);
});

const operator = (unionId: string) => ({ headers: { "x-dingtalk-union-id": unionId } });

test("a meeting by conferenceId is read for the request's operator, and by id for the id's operator", async () => {
  const { data } = await gateway.run(WindowDocument, { conferenceId: "m", first: 1 }, operator("one"));
  const id = data!.conference.id;
  gateway.simulator.forgetCalls();
  const query = QUERY.replace("id conferenceId", "paragraphs(first: 1) { nodes { text } }");
  const send = (reference: object) =>
    gateway.query(query, {
      ...operator("two"),
      variables: { representations: [{ __typename: "Conference", ...reference }] },
    });
  await send({ conferenceId: "m" });
  await send({ id });
  await send({ id, conferenceId: "m" });
  expect(gateway.simulator.calls.map(({ unionId }) => unionId)).toEqual(["two", "one", "one"]);
});

const MALFORMED: readonly [string, unknown][] = [
  ["an id that is none of ours", { __typename: "Paragraph", id: "garbage" }],
  ["a meeting's id that is none of ours", { __typename: "Conference", id: "garbage" }],
  ["an id that is no text", { __typename: "Paragraph", id: 7 }],
  ["a conferenceId that is null", { __typename: "Conference", conferenceId: null }],
  ["no key", { __typename: "Conference" }],
  ["no type", { conferenceId: "m" }],
  ["a type that is not ours", { __typename: "Invoice", id: "1" }],
  ["a type whose name every object has", { __typename: "constructor", id: "1" }],
  ["a user, who is another subgraph's", { __typename: "User", unionId: "union-1" }],
  ["a text", "Conference"],
  ["a list", [[]]],
];

test.each(MALFORMED)("a reference with %s is an error at its place; the others resolve", async (_, reference) => {
  const conference = await windowOf(1);
  const { id, text } = conference.paragraphs!.edges[0]!.node;
  const good = { __typename: "Paragraph", id };
  for (let run = 0; run < 3; run += 1) {
    const { data, errors } = await entities([good, reference, { __typename: "Conference", id: conference.id }]);
    expect(data).toEqual({
      _entities: [{ ...good, text }, null, { __typename: "Conference", id: conference.id, conferenceId: "m" }],
    });
    expect(errors).toMatchObject([
      {
        path: ["_entities", 1],
        message: expect.stringMatching(/^representations\[1\]/),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  }
});

test("an id of the other type is an error before any call", async () => {
  const conference = await windowOf(1);
  const paragraphId = conference.paragraphs!.edges[0]!.node.id;
  const { data, errors } = await entities([
    { __typename: "Conference", id: paragraphId },
    { __typename: "Paragraph", id: conference.id },
  ]);
  expect(data).toEqual({ _entities: [null, null] });
  expect(errors.map(({ path }) => path)).toEqual([
    ["_entities", 0],
    ["_entities", 1],
  ]);
  expect(callCount()).toBe(0);
});

test("a paragraph that no longer exists is null without an error", async () => {
  const { id } = (await windowOf(1)).paragraphs!.edges[0]!.node;
  const gone = id.replace(/^P1\.\w+/, "P1.1f4");
  const { data, errors } = await entities([
    { __typename: "Paragraph", id: gone },
    { __typename: "Paragraph", id },
  ]);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({ _entities: [null, { id }] });
});

test("a meeting whose upstream call fails makes only its own references null, each with the upstream's code", async () => {
  const conference = await windowOf(1);
  const { id } = conference.paragraphs!.edges[0]!.node;
  const failing = `${id.split(".").slice(0, 3).join(".")}.${Buffer.from('["error-resourceClose",null]').toString("base64url")}`;
  const { data, errors } = await entities([
    { __typename: "Paragraph", id: failing },
    { __typename: "Paragraph", id },
  ]);
  expect(data).toMatchObject({ _entities: [null, { id }] });
  expect(errors).toMatchObject([{ path: ["_entities", 0], extensions: { code: "MEETING_CLOSED" } }]);
});

test("more references than the maximum are refused before any is read", async () => {
  const { errors } = await entities(Array.from({ length: 1001 }, () => ({ __typename: "Conference" })));
  expect(errors).toMatchObject([
    { message: "representations: at most 1000 at once, and there are 1001", extensions: { code: "BAD_USER_INPUT" } },
  ]);
});

test("a meeting's id that is too long is an error at its place, with its name", async () => {
  const references = ["m", "x".repeat(257)].map((conferenceId) => ({ __typename: "Conference", conferenceId }));
  const { data, errors } = await entities(references);
  expect(data).toMatchObject({ _entities: [{ conferenceId: "m" }, null] });
  expect(errors).toMatchObject([
    {
      path: ["_entities", 1],
      message: "representations[1].conferenceId: must have at most 256 characters, and has 257",
    },
  ]);
});
