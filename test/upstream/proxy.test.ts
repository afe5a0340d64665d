import { afterEach, describe, expect, test } from "@jest/globals";
import type { ProxyOptions } from "../../src/upstream/http/dispatcher.js";
import { MemoryCallCounter } from "../../src/upstream/resilience/memory-call-counter.js";
import { type TestProxy, startProxy } from "../support/proxy.js";
import { REQUEST, closeAfterEach, rejection, setUp } from "./client-under-test.js";
import { json } from "./scripted-server.js";

closeAfterEach();

const EMPTY = json({ hasMore: false, paragraphList: [] });
const NONE: ProxyOptions = { httpsProxy: "", httpProxy: "", noProxy: "" };

let proxy: TestProxy;
afterEach(() => proxy.close());

describe("a call through a proxy", () => {
  test("has its own tunnel, which serves no other call", async () => {
    proxy = await startProxy();
    const { server, source } = await setUp(EMPTY, { proxy: { ...NONE, httpProxy: proxy.url.href } });
    for (let call = 0; call < 3; call += 1) expect(await source.getPage(REQUEST)).toMatchObject({ paragraphs: [] });
    expect(proxy.tunnels.map(({ target }) => target)).toEqual([server.url.host, server.url.host, server.url.host]);
    expect(new Set(server.requests.map(({ socket }) => socket)).size).toBe(3);
  });

  test("sends its name and password to the proxy and not to the upstream", async () => {
    proxy = await startProxy();
    const url = new URL(proxy.url);
    url.username = "gateway";
    url.password = "p@ss";
    const { server, source } = await setUp(EMPTY, { proxy: { ...NONE, httpProxy: url.href } });
    await source.getPage(REQUEST);
    expect(proxy.tunnels).toMatchObject([{ authorization: `Basic ${btoa("gateway:p@ss")}` }]);
    expect(server.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  test("bypasses it for a host in the exceptions", async () => {
    proxy = await startProxy();
    const { source } = await setUp(EMPTY, {
      proxy: { ...NONE, httpProxy: proxy.url.href, noProxy: "example.com, 127.0.0.1" },
    });
    await source.getPage(REQUEST);
    expect(proxy.tunnels).toEqual([]);
  });

  test("does not count as a call to the upstream if the proxy refuses it", async () => {
    proxy = await startProxy(() => false);
    const counter = new MemoryCallCounter({ callsPerMonth: 0, callerCallsPerHour: 0, reservePercent: 10 });
    const { source } = await setUp(EMPTY, { counter, proxy: { ...NONE, httpProxy: proxy.url.href } });
    expect(await rejection(source.getPage(REQUEST))).toMatchObject({ cause: { fault: "unreachable" } });
    expect(counter.total.callsThisMonth).toBe(0);
  });

  test("is unavailable if the proxy refuses it or is not there, and the error reveals nothing of the proxy", async () => {
    proxy = await startProxy(() => false);
    const { source } = await setUp(EMPTY, { proxy: { ...NONE, httpProxy: proxy.url.href } });
    const refused = await rejection(source.getPage(REQUEST));
    proxy.close();
    const gone = await rejection(source.getPage(REQUEST));
    for (const error of [refused, gone]) {
      expect(error).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", retryable: true });
      expect(String(error)).not.toContain(proxy.url.port);
    }
  });
});
