import { type Dispatcher, EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

/** The proxies through which calls leave the network. Each is an address, with a name and a password where the proxy wants them. */
export interface ProxyOptions {
  /** For https addresses; empty: as for http. */
  readonly httpsProxy: string;
  /** For http addresses; empty: none. */
  readonly httpProxy: string;
  /** Hosts that are reached without a proxy: names, `.example.com`, `host:port`, or `*`, separated by commas. */
  readonly noProxy: string;
}

/** How one call reaches its upstream. */
export interface ConnectionOptions {
  readonly proxy: ProxyOptions;
  readonly connectTimeoutMs: number;
  /** The longest body, as it arrives. */
  readonly maxResponseBytes: number;
}

/**
 * A dispatcher for one call. Its connection serves no other call (docs/adr/0011-one-call-one-connection.md), so whoever opens it destroys
 * it. The deadline of a call is one for all its stages, so the client's own timeouts are off. A proxy sees a tunnel, and no token.
 */
export function openDispatcher({ proxy, connectTimeoutMs, maxResponseBytes }: ConnectionOptions): Dispatcher {
  return new EnvHttpProxyAgent({
    ...proxy,
    proxyTunnel: true,
    connections: 1,
    pipelining: 1,
    allowH2: false,
    connectTimeout: connectTimeoutMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxResponseBytes,
  });
}

/** Sends every other call that undici or `fetch` makes in this process, such as for an identity provider's keys, through the proxies. */
export function useProxies(proxy: ProxyOptions): void {
  if (proxy.httpsProxy !== "" || proxy.httpProxy !== "")
    setGlobalDispatcher(new EnvHttpProxyAgent({ ...proxy, proxyTunnel: true }));
}
