import { afterEach, describe, expect, test } from "@jest/globals";
import type { PageRequest } from "../../src/transcript/page-source.js";
import { type UpstreamClient, type UpstreamOptions, createUpstreamClient } from "../../src/upstream/client.js";
import { type Handler, type ScriptedServer, json, serve } from "./scripted-server.js";

const LIMITS = { timeoutMs: 5000, concurrency: 4, callsPerSecond: 0, maxResponseBytes: 1_000_000 };

const REQUEST: PageRequest = {
  conference: { conferenceId: "c-1", unionId: null },
  direction: "ascending",
  start: null,
  maxResults: 50,
};

const opened: Array<ScriptedServer | UpstreamClient> = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function upstream(handler: Handler, options: Partial<UpstreamOptions> = {}) {
  const server = await serve(handler);
  const client = createUpstreamClient({ baseUrl: server.url, ...LIMITS, ...options });
  opened.push(client, server);
  return { server, client, source: client.as({ accessToken: "t-1", signal: new AbortController().signal }) };
}

describe("one call", () => {
  test("gives a page with its 64-bit identifiers exact", async () => {
    const { source } = await upstream(
      json('{"hasMore":true,"paragraphList":[{"nextTtoken":9223372036854770001,"startTime":0,"endTime":1}]}'),
    );
    await expect(source.getPage(REQUEST)).resolves.toMatchObject({
      hasMore: true,
      paragraphs: [{ token: "9223372036854770001", text: "", sentences: [] }],
    });
  });
});
