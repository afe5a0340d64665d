import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "../support/gateway.js";

const paragraph = { startTime: 1000.5, endTime: 2000, paragraph: "said" };
const log: string[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  const transcripts = new Map([["odd", [paragraph, { ...paragraph, startTime: 3000, endTime: 4000.5 }]]]);
  gateway = await startTestGateway({ transcripts }, { LOG_LEVEL: "info" }, log);
});
afterAll(() => gateway.close());

const read = () => gateway.query('{ conference(conferenceId: "odd") { paragraphs { nodes { startTime endTime } } } }');

test("a repaired page is right, is counted by a metric, and logs one line, even if it comes often", async () => {
  const { text } = await read();
  await read();
  const nodes = [
    { startTime: 1001, endTime: 2000 },
    { startTime: 3000, endTime: 4001 },
  ];
  expect(JSON.parse(text)).toEqual({ data: { conference: { paragraphs: { nodes } } } });
  const metrics = await (await fetch(new URL("/metrics", gateway.url))).text();
  expect(metrics).toContain('minutes_graph_upstream_oddities_total{kind="fraction"} 4\n');
  const lines = log.map((line) => JSON.parse(line)).filter(({ oddity }) => oddity !== undefined);
  expect(lines).toEqual([expect.objectContaining({ level: 40, oddity: "fraction" })]);
});
