import { z } from "zod";
import { section, type Variable } from "../variable.js";
import { PASSWORD_HINT, text } from "../kinds.js";

/** A proxy's address may contain a password, so it is never shown. */
const proxy = (name: string, defaultText: string, meaning: string): Variable<string> => ({
  name,
  meaning,
  defaultText,
  isSecret: true,
  schema: () => z.string().refine(isProxyUrl, `must be an http or https URL; ${PASSWORD_HINT}`).default(""),
});

/** False for an address that the HTTP client would refuse later, with a name or a password that it cannot decode. */
function isProxyUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  try {
    decodeURIComponent(username + password);
    return /^https?:$/.test(protocol);
  } catch {
    return false;
  }
}

/** The proxies of outgoing calls: to DingTalk, to an identity provider and to a collector of traces. */
export const outgoing = section("Outgoing calls", {
  httpsProxy: proxy(
    "HTTPS_PROXY",
    "as `HTTP_PROXY`",
    "the proxy for https addresses, as `http://name:password@host:port`; the gateway opens a tunnel through it (CONNECT), so the proxy sees no token",
  ),
  httpProxy: proxy("HTTP_PROXY", "none", "the proxy for http addresses"),
  noProxy: text(
    "NO_PROXY",
    "",
    "hosts that are reached without a proxy, separated by commas: `host`, `host:port`, `.domain`, `*`",
  ),
});
