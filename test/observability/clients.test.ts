import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readClient } from "../../src/observability/client-info.js";
import { ClientLabelList } from "../../src/observability/client-labels.js";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { LOG_LEVEL: "info" }, log);
});
afterAll(() => gateway.close());

const READ = '{ conference(conferenceId: "demo") { paragraphs(first: 1) { nodes { text } } } }';
const lines = () => log.map((line): Record<string, unknown> => JSON.parse(line));

test("a client's name and version are in its operation's line and in the metrics", async () => {
  const headers = { "apollographql-client-name": "web player", "apollographql-client-version": "1.2.3" };
  await gateway.query(READ, { headers });
  expect(lines().find(({ msg }) => msg === "operation")).toMatchObject({
    clientName: "web player",
    clientVersion: "1.2.3",
    caller: expect.stringMatching(/^[\w-]{12}$/),
  });
  const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
  const labels = '{client="web player",client_version="1.2.3"}';
  expect(metrics).toContain(`minutes_graph_client_operations_total${labels} 1`);
  expect(metrics).toContain(`minutes_graph_client_upstream_calls_total${labels} 1`);
});

test("a name that is not safe in a log line is left out", async () => {
  log.length = 0;
  await gateway.query(READ, { headers: { "apollographql-client-name": 'a"b{secret}' } });
  expect(lines().find(({ msg }) => msg === "operation")).toMatchObject({ clientName: null });
  expect(log.join("")).not.toContain("secret");
});

test("two tokens are two callers in the log, and neither token is readable there", async () => {
  log.length = 0;
  for (const token of ["demo-one", "demo-two", "demo-one"]) await gateway.query(READ, { token });
  const [first, second, third] = lines().map(({ caller }) => caller);
  expect([first === third, first === second]).toEqual([true, false]);
  expect(log.join("")).not.toContain("demo-");
});

test("only clients whose operations have read something get labels, up to a limit", () => {
  const labels = new ClientLabelList(2);
  const of = (name: string | null, isTrusted: boolean) => labels.of({ name, version: "1" }, isTrusted).client;
  expect(of("made-up", false)).toBe("other");
  expect([of("a", true), of("b", true), of("c", true)]).toEqual(["a", "b", "other"]);
  expect([of("a", false), of(null, true)]).toEqual(["a", "none"]);
});

test("each version of a client has labels of its own", () => {
  const labels = new ClientLabelList();
  const of = (version: string | null) => labels.of({ name: "player", version }, true).client_version;
  expect([of("1"), of("2"), of(null), of("1")]).toEqual(["1", "2", "none", "1"]);
});

/** The name of a client that sends a name of this length. */
const nameOf = (length: number) => readClient({ "apollographql-client-name": "n".repeat(length) }).name;

test("a name has at most 64 characters", () => {
  expect([nameOf(64), nameOf(65)]).toEqual(["n".repeat(64), null]);
});
