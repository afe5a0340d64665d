import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { WindowDocument } from "../__generated__/operations.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";
import { numberedTranscript } from "../support/transcripts.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ transcripts: new Map([["m", numberedTranscript(5)]]), latencyMs: 20 });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.simulator.forgetCalls());

const send = (headers: Record<string, string>, unionId: string | null = null) =>
  gateway.run(WindowDocument, { conferenceId: "m", unionId, first: 1 }, { token: null, headers });
const sent = () => gateway.simulator.calls.map(({ accessToken, unionId }) => ({ accessToken, unionId }));

test.each([
  [{ "x-acs-dingtalk-access-token": "demo-a" }, "demo-a"],
  [{ authorization: "Bearer demo-b" }, "demo-b"],
  [{ authorization: "bearer demo-c" }, "demo-c"],
  [{ authorization: "Bearer demo-b", "x-acs-dingtalk-access-token": "demo-a" }, "demo-a"],
])("with %j the upstream gets the token %s", async (headers, accessToken) => {
  const { errors } = await send(headers);
  expect(errors).toEqual([]);
  expect(sent()).toEqual([{ accessToken, unionId: null }]);
});

test.each([[{}], [{ authorization: "Basic ZGVtbzpkZW1v" }], [{ "x-acs-dingtalk-access-token": " " }]])(
  "with %j the response is UNAUTHENTICATED, without an upstream call",
  async (headers) => {
    const { data, errors } = await send(headers);
    expect(data ?? null).toBeNull();
    expect(errors[0]?.extensions).toEqual({ code: "UNAUTHENTICATED", retryable: false });
    expect(sent()).toEqual([]);
  },
);

test("a token that DingTalk refuses is UNAUTHENTICATED, and the response does not contain it", async () => {
  const { errors, text } = await send({ authorization: "Bearer stranger-secret" });
  expect(errors[0]?.extensions).toMatchObject({ code: "UNAUTHENTICATED", upstream: { status: 400 } });
  expect(text).not.toContain("stranger-secret");
});

test("the operator comes from the header, and the argument overrides it", async () => {
  const headers = { authorization: "Bearer demo-a", "x-dingtalk-union-id": "header-operator" };
  await send(headers);
  await send(headers, "argument-operator");
  expect(sent().map(({ unionId }) => unionId)).toEqual(["header-operator", "argument-operator"]);
});

test("the operator of several meetings, too, is the argument's if there is one", async () => {
  const query = '{ conferences(conferenceIds: ["m"], unionId: "argument-operator") { paragraphs { nodes { text } } } }';
  await gateway.query(query, { headers: { "x-dingtalk-union-id": "header-operator" } });
  expect(sent().map(({ unionId }) => unionId)).toEqual(["argument-operator"]);
});

test("node(id:) reads for the operator of the id, with the token of the request", async () => {
  const { data } = await send({ authorization: "Bearer demo-a", "x-dingtalk-union-id": "first-operator" });
  const id = data?.conference.paragraphs?.edges[0]?.node.id;
  gateway.simulator.forgetCalls();
  const { data: found } = await gateway.query(`{ node(id: "${id}") { id } }`, {
    token: "demo-b",
    headers: { "x-dingtalk-union-id": "second-operator" },
  });
  expect(found).toEqual({ node: { id } });
  expect(sent()).toEqual([{ accessToken: "demo-b", unionId: "first-operator" }]);
});

test("two operators get different ids for the same meeting, so that no cache mixes their views", async () => {
  const ids = await Promise.all(
    ["one", "two"].map(async (unionId) => (await send({ authorization: "Bearer demo-a" }, unionId)).data?.conference),
  );
  expect(ids[0]?.id).not.toBe(ids[1]?.id);
  expect(ids[0]?.paragraphs?.edges[0]?.node.id).not.toBe(ids[1]?.paragraphs?.edges[0]?.node.id);
});

test("fifty parallel requests each use their own token, and none shares another's call", async () => {
  const tokens = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? `demo-${index}` : `stranger-${index}`));
  const responses = await Promise.all(tokens.map((token) => send({ authorization: `Bearer ${token}` })));
  expect(responses.map(({ errors }) => errors.length === 0)).toEqual(tokens.map((token) => token.startsWith("demo-")));
  expect(gateway.simulator.calls.map(({ accessToken }) => accessToken)).toHaveLength(tokens.length);
  expect(new Set(gateway.simulator.calls.map(({ accessToken }) => accessToken))).toEqual(new Set(tokens));
});
