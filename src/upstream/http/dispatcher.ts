import { Client, type Dispatcher, EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

/** The proxies for outgoing calls. Each is an address, with a name and a password if the proxy needs them. */
export interface ProxyOptions {
  /** For https addresses; empty: the same as for http. */
  readonly httpsProxy: string;
  /** For http addresses; empty: no proxy. */
  readonly httpProxy: string;
  /** Hosts that are reached without a proxy: names, `.example.com`, `host:port`, or `*`, separated by commas. */
  readonly noProxy: string;
}

/** How a call connects to its upstream. */
export interface ConnectionOptions {
  readonly proxy: ProxyOptions;
  readonly connectTimeoutMs: number;
  /** The maximum length of a body as it arrives. */
  readonly maxResponseBytes: number;
}

/**
 * Opens a dispatcher for one call to `origin`. Its connection serves no other call
 * (docs/adr/0011-one-call-one-connection.md), so the caller must destroy it. A call has one deadline for all its stages,
 * so the client's own timeouts are off. A proxy sees only a tunnel, and no token.
 */
export function openDispatcher(
  origin: string,
  { proxy, connectTimeoutMs, maxResponseBytes }: ConnectionOptions,
): Dispatcher {
  const options = {
    pipelining: 1,
    allowH2: false,
    connectTimeout: connectTimeoutMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxResponseBytes,
  };
  return hasProxy(proxy)
    ? new EnvHttpProxyAgent({ ...proxy, ...options, proxyTunnel: true, connections: 1 })
    : new Client(origin, options);
}

/**
 * Sends every other call of undici and `fetch` in this process through the proxies, such as those for an identity
 * provider's keys.
 */
export function useProxies(proxy: ProxyOptions): void {
  if (hasProxy(proxy)) setGlobalDispatcher(new EnvHttpProxyAgent({ ...proxy, proxyTunnel: true }));
}

function hasProxy({ httpsProxy, httpProxy }: ProxyOptions): boolean {
  return httpsProxy !== "" || httpProxy !== "";
}
