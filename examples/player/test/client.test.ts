import assert from "node:assert/strict";
import { test } from "node:test";
import { OverviewDocument } from "../src/__generated__/operations.ts";
import { createTranscriptClient } from "../src/transcript/client.ts";
import { problemOf } from "../src/transcript/problem.ts";

/** The outcome of a query if the gateway, or anything in its place, responds like this. */
async function askThrough(respond: () => Response) {
  const requests: RequestInit[] = [];
  const send: typeof fetch = async (_url, request) => {
    requests.push(request ?? {});
    return respond();
  };
  const { ask } = createTranscriptClient({ authorization: "Bearer jwt" }, send);
  const outcome = await ask(OverviewDocument, { conferenceId: "demo" }).then(
    (data) => ({ data }),
    (error: unknown) => ({ code: problemOf(error).code }),
  );
  return { outcome, requests };
}

test("a query is sent as text, with its variables and the caller's credentials, and brings its data", async () => {
  const data = { conference: { statistics: null, speakers: [] } };
  const { outcome, requests } = await askThrough(() => Response.json({ data }));
  assert.deepEqual(outcome, { data });
  const [{ method, headers, body } = {}] = requests;
  assert.equal(method, "POST");
  assert.equal(new Headers(headers).get("authorization"), "Bearer jwt");
  const { query, variables } = JSON.parse(String(body));
  assert.match(query, /query Overview\(\$conferenceId: ID!\)/);
  assert.deepEqual(variables, { conferenceId: "demo" });
});

test("a response with errors is a problem with the gateway's code, whatever its status and data", async () => {
  const body = { data: { conference: null }, errors: [{ message: "no", extensions: { code: "MEETING_CLOSED" } }] };
  const statuses = [200, 503].map((status) => askThrough(() => Response.json(body, { status })));
  const outcomes = await Promise.all(statuses);
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    [{ code: "MEETING_CLOSED" }, { code: "MEETING_CLOSED" }],
  );
});

test("a proxy's page and a failed connection are not taken for the gateway's response", async () => {
  const page = await askThrough(() => new Response("<h1>502 Bad Gateway</h1>", { status: 502 }));
  const nothing = await askThrough(() => {
    throw new TypeError("Failed to fetch");
  });
  assert.deepEqual([page.outcome, nothing.outcome], [{ code: "OFFLINE" }, { code: "OFFLINE" }]);
});

test("a response with neither data nor errors is a problem", async () => {
  const responses = [{}, { data: null }].map((body) => askThrough(() => Response.json(body)));
  const outcomes = await Promise.all(responses);
  for (const { outcome } of outcomes) assert.deepEqual(outcome, { code: "INTERNAL_SERVER_ERROR" });
});
