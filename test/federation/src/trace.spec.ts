import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ApolloServerPluginUsageReporting } from "@apollo/server/plugin/usageReporting";
import { send, type Company, startCompany } from "./company.ts";
import { CONFERENCE_ID } from "./minutes.ts";
import { type Router, startApolloGateway } from "./routers.ts";
import { startTraceCollector, subgraphTraces, type TraceCollector } from "./trace-collector.ts";

let company: Company;
let collector: TraceCollector;
let router: Router;
before(async () => {
  company = await startCompany();
  collector = await startTraceCollector();
  // A key of the usual form. It is sent only to the collector of this test.
  process.env["APOLLO_KEY"] = "service:company:none";
  process.env["APOLLO_GRAPH_REF"] = "company@test";
  const reporting = ApolloServerPluginUsageReporting({
    endpointUrl: collector.url,
    sendReportsImmediately: true,
    experimental_sendOperationAsTrace: () => true,
  });
  router = await startApolloGateway(company.supergraphSdl, [reporting]);
});
after(async () => {
  await router.close();
  collector.close();
  await company.close();
});

test("a router's trace contains this subgraph's times of each field", async () => {
  const query = `{ conference(conferenceId: "${CONFERENCE_ID}") { title paragraphs(first: 1) { nodes { text } } } }`;
  const { errors } = await send(router.url, { query });
  assert.deepEqual(errors, []);
  const traces = subgraphTraces((await collector.first).queryPlan);
  assert.deepEqual(new Set(traces.map(({ service }) => service)), new Set(["minutes", "calendar"]));
  const minutes = traces.find(({ service }) => service === "minutes");
  for (const field of [
    "conference",
    "conference.paragraphs",
    "conference.paragraphs.nodes",
    "conference.paragraphs.nodes.text",
  ])
    assert.ok(minutes?.fields.includes(field), `${field} is not among ${minutes?.fields.join(", ")}`);
});
