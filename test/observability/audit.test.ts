import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { createAudit } from "../../src/observability/audit.js";
import { OperationActivity } from "../../src/observability/operation-activity.js";
import { startTestGateway } from "../support/gateway.js";
import { as, signInAt } from "../support/sign-in.js";

const SECRET = "an-id-secret-of-thirty-two-characters";
const PERSON = "demo-union 陈";
const MEETING = "demo";

/** The output of the document's shell commands, run exactly as written. */
function documentedDigests(): string[] {
  const lines = readFileSync("docs/sign-in.md", "utf8").match(/^printf '(?:person|meeting):.*$/gm) ?? [];
  const env = { PATH: process.env["PATH"], ID_SECRET: SECRET, UNION_ID: PERSON, CONFERENCE_ID: MEETING };
  return lines.map((line) => execFileSync("sh", ["-c", line], { env, encoding: "utf8" }).trim());
}

test("the commands in docs/sign-in.md find a person and a meeting in the audit", async () => {
  const log: string[] = [];
  const settings = { LOG_LEVEL: "info", AUDIT_LOG: "true", ID_SECRET: `${SECRET},${"older".repeat(7)}` };
  const gateway = await startTestGateway({}, (simulator) => signInAt(simulator, settings), log);
  try {
    const query = `{ conference(conferenceId: "${MEETING}") { paragraphs(first: 1) { nodes { text } } } }`;
    await gateway.query(query, as(gateway.simulator, PERSON));
    const audit = log.map((line): Record<string, unknown> => JSON.parse(line)).find(({ msg }) => msg === "audit");
    const [person, meeting] = documentedDigests();
    expect(person).toMatch(/^[\da-f]{32}$/);
    expect(audit).toMatchObject({ who: person, meetings: [meeting] });
  } finally {
    await gateway.close();
  }
});

test("a request without an operator has the digest of its identity, which no operator with the same id has", () => {
  const audit = createAudit(SECRET);
  const whoIs = (identity: string, operator: string | null) =>
    audit({
      name: null,
      queryHash: null,
      durationMs: 0,
      codes: [],
      activity: new OperationActivity("request"),
      credentials: { identity, operator },
    }).who;
  const same = [whoIs("app", null), whoIs("app", null)];
  expect(same).toEqual([expect.stringMatching(/^[\da-f]{32}$/), same[0]]);
  expect(new Set([...same, whoIs("other", null), whoIs("app", "app")]).size).toBe(3);
});
