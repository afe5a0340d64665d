import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { PageRequest } from "../../src/transcript/page-source.js";
import { REQUEST, TOKEN, closeAfterEach, rejection, setUp, withToken } from "./client-under-test.js";
import { json } from "./scripted-server.js";

closeAfterEach();

const EMPTY = json({ hasMore: false, paragraphList: [] });
const PAGE =
  '{"hasMore":true,"paragraphList":[{"nextTtoken":9223372036854770001,"nickName":"小钉","startTime":0,"endTime":1}]}';

/** The path and query of one request. */
async function sent(request: Partial<PageRequest>, prefix = "/"): Promise<URL> {
  const { server, source } = await setUp(EMPTY, {}, prefix);
  await source.getPage({ ...REQUEST, ...request });
  return new URL(server.requests[0]?.url ?? "", "http://upstream");
}

const query = async (request: Partial<PageRequest>) => Object.fromEntries((await sent(request)).searchParams);

describe("a request to the upstream", () => {
  test("is one GET with the token in its header, and accepts the known content encodings", async () => {
    const { server, source } = await setUp(EMPTY);
    await expect(source.getPage(REQUEST)).resolves.toEqual({
      hasMore: false,
      paragraphs: [],
      token: null,
      release: expect.any(Function),
    });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: "GET",
      headers: { "x-acs-dingtalk-access-token": TOKEN, "accept-encoding": "gzip" },
    });
  });

  test("always has the direction and the number of paragraphs", async () => {
    expect(await query({})).toEqual({ direction: "0", maxResults: "50" });
    expect(await query({ direction: "descending", maxResults: 2000 })).toEqual({ direction: "1", maxResults: "2000" });
  });

  test("starts at a time or after a token with exact digits, never both", async () => {
    const token = "9223372036854770001";
    expect(await query({ start: { startTime: 0 } })).toEqual({ direction: "0", maxResults: "50", startTime: "0" });
    expect(await query({ start: { token } })).toEqual({ direction: "0", maxResults: "50", nextToken: token });
  });

  test("names the operator only if there is one, with every character unchanged", async () => {
    const unionId = "a b+c&d=é小/钉#%";
    expect(await query({ conference: { conferenceId: "c", unionId } })).toMatchObject({ unionId });
  });

  test.each([
    ["/", "/v1.0/conference/videoConferences/c-1/cloudRecords/getTexts"],
    ["/dingtalk", "/dingtalk/v1.0/conference/videoConferences/c-1/cloudRecords/getTexts"],
    ["/ding%20talk/v2//", "/ding%20talk/v2/v1.0/conference/videoConferences/c-1/cloudRecords/getTexts"],
  ])("goes below the path of the base URL: %s", async (prefix, path) => {
    expect((await sent({}, prefix)).pathname).toBe(path);
  });

  test.each(["../../oauth2", "a/b", "a?b=c", "a#b", "100%", "%2e%2e", "a\\b", "会议 1", "...", ";x=1"])(
    "has a conference id like %j in one segment of the path",
    async (conferenceId) => {
      const { pathname, search } = await sent({ conference: { conferenceId, unionId: null } });
      const segments = pathname.split("/");
      expect(segments).toHaveLength(7);
      expect(decodeURIComponent(segments[4] ?? "")).toBe(conferenceId);
      expect(search).toBe("?direction=0&maxResults=50");
    },
  );
});

describe("never sent:", () => {
  test.each(["", ".", "..", "a\nb", "a\u0000", "\u0085", "x".repeat(257), "\ud800"])(
    "a conference id or an operator like %j",
    async (id) => {
      const { server, source } = await setUp(EMPTY);
      for (const [argument, conference] of [
        ["conferenceId", { conferenceId: id, unionId: null }],
        ["unionId", { conferenceId: "c", unionId: id }],
      ] as const) {
        const message = expect.stringMatching(`^${argument}: must be 1 to 256 characters`);
        const error = await rejection(source.getPage({ ...REQUEST, conference }));
        expect(error).toMatchObject({ code: "BAD_USER_INPUT", message });
      }
      expect(server.requests).toHaveLength(0);
    },
  );

  test.each(["", "abc", "1.5", "9223372036854775808", "1&unionId=x", "0x1"])(
    "a token like %j to continue with",
    async (token) => {
      const { server, source } = await setUp(EMPTY);
      await expect(source.getPage({ ...REQUEST, start: { token } })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
      expect(server.requests).toHaveLength(0);
    },
  );

  test.each(["", "a b", "a\r\nx-evil: 1", "tökén", "小钉", "x".repeat(4097), " padded"])(
    "an access token like %j",
    async (accessToken) => {
      const { server, client } = await setUp(EMPTY);
      const source = client.as({ credentials: withToken(accessToken), signal: new AbortController().signal });
      const error = await rejection(source.getPage(REQUEST));
      expect(error).toMatchObject({ code: "UNAUTHENTICATED" });
      expect(String(error)).not.toContain(accessToken || "no token at all");
      expect(server.requests).toHaveLength(0);
    },
  );

  test("a call whose caller has already hung up", async () => {
    const { server, client } = await setUp(EMPTY);
    const reason = new Error("gone");
    const source = client.as({ credentials: withToken(TOKEN), signal: AbortSignal.abort(reason) });
    await expect(source.getPage(REQUEST)).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });
});

describe("the result", () => {
  const page = { hasMore: true, paragraphs: [{ token: "9223372036854770001", nickName: "小钉" }] };

  test.each([
    ["as it is", Buffer.from(PAGE), {}],
    ["after a byte order mark", Buffer.from(`\uFEFF${PAGE}`), {}],
    ["packed", gzipSync(PAGE), { "content-encoding": "gzip" }],
    ["packed, in capital letters", gzipSync(PAGE), { "content-encoding": "GZIP" }],
    ["packed, by the coding's older name", gzipSync(PAGE), { "content-encoding": "X-gzip" }],
    ["packed, with codings that change nothing beside it", gzipSync(PAGE), { "content-encoding": "identity, gzip ," }],
    ["packed not at all, as it says", Buffer.from(PAGE), { "content-encoding": "Identity" }],
  ])("is a page, %s", async (_how, body, headers) => {
    const { source } = await setUp((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);
    });
    await expect(source.getPage(REQUEST)).resolves.toMatchObject(page);
  });

  test("is a page even if it arrives in many pieces", async () => {
    const { source } = await setUp((_request, response) => {
      const bytes = Buffer.from(PAGE);
      const write = (at: number): void => {
        if (at >= bytes.length) return void response.end();
        response.write(bytes.subarray(at, at + 7));
        setImmediate(write, at + 7);
      };
      write(0);
    });
    await expect(source.getPage(REQUEST)).resolves.toMatchObject(page);
  });

  test("belongs to its caller: two parallel tokens each get their own page", async () => {
    const { client } = await setUp((request, response) => {
      const token = request.headers["x-acs-dingtalk-access-token"];
      json({ paragraphList: [{ startTime: 0, endTime: 0, nickName: token }] })(request, response);
    });
    const pages = await Promise.all(
      ["a", "b", "a", "b"].map((accessToken) =>
        client.as({ credentials: withToken(accessToken), signal: new AbortController().signal }).getPage(REQUEST),
      ),
    );
    expect(pages.map(({ paragraphs }) => paragraphs[0]?.nickName)).toEqual(["a", "b", "a", "b"]);
  });

  test("comes over a separate connection", async () => {
    const { server, source } = await setUp(EMPTY);
    for (let call = 0; call < 10; call += 1) await source.getPage(REQUEST);
    expect(new Set(server.requests.map(({ socket }) => socket)).size).toBe(10);
  });
});
