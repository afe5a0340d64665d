import { expect, test } from "@jest/globals";
import { jsonResponse } from "../../src/simulator/response.js";
import { createFaultInjector, type Fault } from "../../src/simulator/faults.js";
import { startSimulator } from "../../src/simulator/simulator.js";
import { getTexts } from "./client.js";

const PAGE = jsonResponse('{"hasMore":false,"paragraphList":[]}');
const faulty = (fault: Fault) => createFaultInjector({ faultFor: () => fault }, () => 0)(PAGE, "R-1");

test.each<readonly [Fault, object]>([
  ["unavailable", { status: 503, body: expect.stringContaining("serviceBusy"), ending: "complete" }],
  ["throttled", { status: 403, body: expect.stringContaining("QpsLimitFor"), ending: "complete" }],
  ["reset", { status: null, ending: "cut" }],
  ["silent", { status: null, ending: "stalled" }],
  ["stalled", { ...PAGE, ending: "stalled" }],
  ["cut", { ...PAGE, ending: "cut" }],
  ["half", { ...PAGE, body: '{"hasMore":false,"' }],
  ["gibberish", { status: 200, body: "Service temporarily out of order", ending: "complete" }],
  ["banned", { status: 200, body: expect.stringContaining('"status":1111,"wait":5'), ending: "complete" }],
])("a client gets %s", (fault, response) => {
  expect(faulty(fault)).toMatchObject(response);
});

test("without faultFor there are no faults", () => {
  expect(createFaultInjector({}, () => 0)(PAGE, "R-1")).toBe(PAGE);
});

test("a ban applies to every call until it is over", () => {
  const faults: (Fault | null)[] = ["banned", "cut", null];
  let now = 0;
  const injectFault = createFaultInjector({ faultFor: () => faults.shift() ?? null, banMinutes: 2 }, () => now);
  const ban = injectFault(PAGE, "R-1");
  now = 119_999;
  expect(injectFault(PAGE, "R-2")).toBe(ban);
  now = 120_000;
  expect(injectFault(PAGE, "R-3")).toMatchObject({ ending: "cut" });
  expect(injectFault(PAGE, "R-4")).toBe(PAGE);
});

test("a transcript can belong to one token, besides those for everybody", async () => {
  const own = [{ startTime: 1, endTime: 2, paragraph: "only for demo-a" }];
  const simulator = await startSimulator({
    transcripts: new Map([["m", []]]),
    transcriptFor: (token, conferenceId) => (token === "demo-a" && conferenceId === "m" ? own : null),
  });
  const read = async (token: string) =>
    (await getTexts(simulator, "m", "", { "x-acs-dingtalk-access-token": token })).text;
  expect(await read("demo-a")).toContain("only for demo-a");
  expect(await read("demo-b")).toContain('"paragraphList":[]');
  await simulator.close();
});
