import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway, type TestRequest } from "../support/gateway.js";
import { exchangeRaw } from "../support/raw-exchange.js";
import { as, signInAt } from "../support/sign-in.js";
import { numberedTranscript } from "../support/transcripts.js";

const CHEN = "demo-union-chen";
const LIN = "demo-union-lin";
const SECRET = "an-id-secret-of-thirty-two-characters";
const NODES = "paragraphs(first: 2) { nodes { id text } edges { cursor } }";

const READ = `{ conference(conferenceId: "m") { ${NODES} } }`;

let gateway: TestGateway;
let both: TestGateway;
const log: string[] = [];
beforeAll(async () => {
  const options = { transcripts: new Map([["m", numberedTranscript(5)]]) };
  const env = { LOG_LEVEL: "info", ID_SECRET: SECRET, AUDIT_LOG: "true" };
  gateway = await startTestGateway(options, (simulator) => signInAt(simulator, env), log);
  both = await startTestGateway(options, (simulator) => signInAt(simulator, { PASS_THROUGH_ENABLED: "true" }));
});
afterAll(async () => {
  await gateway.close();
  await both.close();
});
beforeEach(() => {
  gateway.simulator.forgetCalls();
  both.simulator.forgetCalls();
});

interface Data {
  readonly conference: { readonly id: string; readonly paragraphs: Paragraphs | null };
  readonly conferences: readonly { readonly id: string }[];
  readonly node: { readonly id: string; readonly text?: string } | null;
  readonly nodes: readonly ({ readonly id: string } | null)[];
  readonly entities: readonly ({ readonly id: string } | null)[];
}
interface Paragraphs {
  readonly nodes: readonly { readonly id: string; readonly text: string }[];
  readonly edges: readonly { readonly cursor: string }[];
}

const send = (query: string, request: TestRequest) => gateway.query<Data>(query, request);
const chen = (claims: object = {}) => as(gateway.simulator, CHEN, claims);
const lin = () => as(gateway.simulator, LIN);
const operators = () => new Set(gateway.simulator.calls.map(({ unionId }) => unionId));

/** Chen's ids and a cursor. */
async function idsOfChen() {
  const { data } = await send(`{ conference(conferenceId: "m") { id ${NODES} } }`, chen());
  gateway.simulator.forgetCalls();
  return {
    conference: data?.conference.id ?? "",
    paragraph: data?.conference.paragraphs?.nodes[1]?.id ?? "",
    cursor: data?.conference.paragraphs?.edges[0]?.cursor ?? "",
  };
}

test("a signed-in person reads as the operator in the claim, with the app's token", async () => {
  const { data, errors } = await send(READ, chen());
  expect(errors).toEqual([]);
  expect(data?.conference.paragraphs?.nodes).toHaveLength(2);
  expect(operators()).toEqual(new Set([CHEN]));
  expect(gateway.simulator.calls[0]?.accessToken).toMatch(/^demo-app-/);
});

test("an argument that names the same operator is allowed", async () => {
  const { errors } = await send(`{ conference(conferenceId: "m", unionId: "${CHEN}") { ${NODES} } }`, chen());
  expect(errors).toEqual([]);
});

test.each([
  [
    "conference",
    `{ own: conference(conferenceId: "m") { id } other: conference(conferenceId: "m", unionId: "${LIN}") { ${NODES} } }`,
  ],
  [
    "conferences",
    `{ own: conference(conferenceId: "m") { id } other: conferences(conferenceIds: ["m"], unionId: "${LIN}") { ${NODES} } }`,
  ],
])("naming another operator in the field %s is FORBIDDEN, without a call", async (_door, query) => {
  const { errors } = await send(query, chen());
  expect(errors).toMatchObject([{ path: ["other"], extensions: { code: "FORBIDDEN", retryable: false } }]);
  expect(gateway.simulator.calls).toEqual([]);
});

test("another person's id in node, nodes and _entities is FORBIDDEN at its place, without a call", async () => {
  const { conference, paragraph } = await idsOfChen();
  const version1 = `C1.${Buffer.from(JSON.stringify(["m", CHEN])).toString("base64url")}`;
  const open = "C1.WyJtIixudWxsXQ";
  for (const id of [conference, paragraph, version1]) {
    const { data, errors } = await send(`{ node(id: "${id}") { id } nodes(ids: ["${id}", "${open}"]) { id } }`, lin());
    expect(errors.map(({ path, extensions }) => [path, extensions?.["code"]])).toEqual([
      [["node"], "FORBIDDEN"],
      [["nodes", 0], "FORBIDDEN"],
    ]);
    expect(data?.nodes[1]).toEqual({ id: open });
  }
  const references = [
    { __typename: "Conference", id: conference },
    { __typename: "Paragraph", id: paragraph },
    { __typename: "Conference", id: version1 },
    { __typename: "Conference", conferenceId: "m" },
  ];
  const query =
    "query ($r: [_Any!]!) { entities: _entities(representations: $r) { ... on Conference { id } ... on Paragraph { id } } }";
  const { data, errors } = await send(query, { ...lin(), variables: { r: references } });
  expect(errors.map(({ path, extensions }) => [path, extensions?.["code"]])).toEqual([
    [["entities", 0], "FORBIDDEN"],
    [["entities", 1], "FORBIDDEN"],
    [["entities", 2], "FORBIDDEN"],
  ]);
  expect(data?.entities[3]?.id).toMatch(/^C2\./);
  expect(gateway.simulator.calls).toEqual([]);
});

test("a person's own ids work everywhere, and are the same when they are written again", async () => {
  const { conference, paragraph } = await idsOfChen();
  const { data, errors } = await send(
    `{ node(id: "${paragraph}") { id } nodes(ids: ["${conference}"]) { id } }`,
    chen(),
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ node: { id: paragraph }, nodes: [{ id: conference }] });
});

test("a cursor names no operator: a person who uses another's cursor reads as themselves", async () => {
  const { cursor } = await idsOfChen();
  const { errors } = await send(
    `{ conference(conferenceId: "m") { paragraphs(first: 1, after: "${cursor}") { nodes { text } } } }`,
    lin(),
  );
  expect(errors).toEqual([]);
  expect(operators()).toEqual(new Set([LIN]));
});

test("a header that names another operator is FORBIDDEN, and a header that names the same has no effect", async () => {
  const request = chen();
  const withHeader = (unionId: string) =>
    send(READ, {
      ...request,
      headers: { ...request.headers, "x-dingtalk-union-id": unionId },
    });
  expect((await withHeader(LIN)).errors[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
  expect(gateway.simulator.calls).toEqual([]);
  expect((await withHeader(CHEN)).errors).toEqual([]);
});

test.each([
  ["is missing", {}],
  ["is no text", { unionId: [CHEN] }],
  ["is blank", { unionId: " " }],
  ["is endless", { unionId: "x".repeat(1000) }],
  ["has a control character", { unionId: `${CHEN}\n` }],
  ["would change the path of a call", { unionId: ".." }],
  ["has half a surrogate pair", { unionId: "\ud800" }],
])("a claim that %s is FORBIDDEN, and the message names it", async (_how, claims) => {
  const { errors } = await send(READ, as(gateway.simulator, null, claims));
  expect(errors[0]).toMatchObject({ message: expect.stringContaining('"unionId"'), extensions: { code: "FORBIDDEN" } });
  expect(gateway.simulator.calls).toEqual([]);
});

test.each<[string, () => Record<string, string>]>([
  ["nothing", () => ({})],
  ["a DingTalk token in place of a JWT", () => ({ authorization: "Bearer demo-token" })],
  ["another scheme", () => ({ authorization: "Basic ZGVtbw==" })],
  ["a JWT that has expired", () => chen({ exp: 1 }).headers],
  ["a JWT that has been changed", () => ({ authorization: `${chen().headers["authorization"]}AAAA` })],
])(
  "with %s the response is UNAUTHENTICATED without a call to DingTalk, with and without pass-through",
  async (_what, headers) => {
    for (const one of [gateway, both]) {
      const { errors } = await one.query<Data>(READ, { token: null, headers: headers() });
      expect(errors[0]?.extensions).toMatchObject({ code: "UNAUTHENTICATED" });
      expect(one.simulator.calls).toEqual([]);
    }
  },
);

test("a DingTalk token alone is UNAUTHENTICATED if pass-through is off, and accepted if it is on", async () => {
  const { errors } = await send(READ, { token: "demo-own" });
  expect(errors[0]?.extensions).toMatchObject({ code: "UNAUTHENTICATED" });
  expect(gateway.simulator.calls).toEqual([]);
  expect((await both.query<Data>(READ, { token: "demo-own" })).errors).toEqual([]);
  expect(both.simulator.calls.map(({ accessToken }) => accessToken)).toEqual(["demo-own"]);
});

test("with both modes on, an invalid JWT is never used as a token", async () => {
  for (const authorization of ["Bearer demo-token", "Bearer demo-a.demo-b.demo-c"])
    await both.query<Data>(READ, { token: null, headers: { authorization } });
  expect(both.simulator.calls).toEqual([]);
});

test("a request with both kinds of credentials is BAD_USER_INPUT", async () => {
  for (const one of [gateway, both]) {
    const headers = as(one.simulator, CHEN).headers;
    const { errors } = await one.query<Data>(READ, {
      token: "demo-own",
      headers,
    });
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(one.simulator.calls).toEqual([]);
  }
});

test("a request with two JWTs is refused, and neither is used", async () => {
  const [first, second] = [chen(), lin()].map(({ headers }) => `Authorization: ${headers["authorization"]}\r\n`);
  const query = encodeURIComponent(READ);
  const [, response] = await exchangeRaw(
    gateway.url,
    `GET /graphql?query=${query} HTTP/1.1\r\nHost: a\r\nApollo-Require-Preflight: 1\r\nConnection: close\r\n${first}${second}\r\n`,
  );
  expect(response).toContain('"code":"UNAUTHENTICATED"');
  expect(gateway.simulator.calls).toEqual([]);
});

test("no response contains a token, and no id a readable unionId", async () => {
  const { text } = await send(`{ conference(conferenceId: "m") { id ${NODES} } }`, chen());
  expect(text).not.toContain("demo-app-");
  for (const part of text.match(/[\w-]{8,}/g) ?? [])
    expect(Buffer.from(part, "base64url").toString()).not.toContain("demo-union");
});

test("the log contains reasons, but no tokens, JWTs, claims or people; the audit contains digests", async () => {
  log.length = 0;
  const request = chen();
  await send(READ, request);
  await send(`{ conference(conferenceId: "m", unionId: "${LIN}") { ${NODES} } }`, request);
  await send(READ, chen({ exp: 1 }));
  const lines = log.map((line): Record<string, unknown> => JSON.parse(line));
  const audit = lines.filter(({ msg }) => msg === "audit");
  expect(audit).toMatchObject([{ outcome: "OK" }, { outcome: "FORBIDDEN" }, { outcome: "UNAUTHENTICATED", who: null }]);
  expect(audit[0]?.["who"]).toBe(audit[1]?.["who"]);
  expect(audit[0]?.["meetings"]).toEqual(audit[1]?.["meetings"]);
  expect(audit[0]?.["who"]).toMatch(/^[\da-f]{32}$/);
  expect(lines).toContainEqual(expect.objectContaining({ reason: "expired" }));
  const jwt = request.headers["authorization"]?.slice(7) ?? "";
  for (const secret of ["demo-union", "demo-app", '"m"', jwt, SECRET]) expect(log.join("\n")).not.toContain(secret);
});

test("metrics count refused sign-ins by reason", async () => {
  await send("{ __typename }", chen({ exp: 1 }));
  const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
  expect(metrics).toMatch(/minutes_graph_sign_in_refusals_total\{reason="expired"\} [1-9]/);
  expect(metrics).toMatch(/minutes_graph_app_token_fetches_total\{outcome="ok"\} 1/);
  expect(metrics).not.toContain("demo-union");
});
