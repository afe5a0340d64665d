import { section, type Variable } from "../variable.js";
import { httpUrl, text } from "../kinds.js";

/** A proxy's address may contain a password, so it is never shown. */
const proxy = (name: string, defaultText: string, meaning: string): Variable<string> => ({
  name,
  meaning,
  defaultText,
  isSecret: true,
  schema: () => httpUrl.optional().transform((value) => value ?? ""),
});

/** The proxies of outgoing calls: to DingTalk, to an identity provider and to a collector of traces. */
export const outgoing = section("Outgoing calls", {
  httpsProxy: proxy(
    "HTTPS_PROXY",
    "as `HTTP_PROXY`",
    "the proxy for https addresses, as `http://name:password@host:port`; the gateway opens a tunnel through it (CONNECT), so it sees no token",
  ),
  httpProxy: proxy("HTTP_PROXY", "none", "the proxy for http addresses"),
  noProxy: text(
    "NO_PROXY",
    "",
    "hosts that are reached without a proxy, separated by commas: `host`, `host:port`, `.domain`, `*`",
  ),
});
