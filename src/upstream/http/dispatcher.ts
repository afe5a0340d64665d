import { TLSSocket } from "node:tls";
import { buildConnector, Client, type Dispatcher, EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

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
  /** The timeout of opening a connection. */
  readonly timeoutMs: number;
  /** The maximum length of a response, compressed or not. */
  readonly maxResponseBytes: number;
}

/** Opens a dispatcher for one call to an origin: scheme, host and port. The caller must destroy it. */
export type OpenDispatcher = (origin: string) => Dispatcher;

/**
 * Creates a function that opens a dispatcher for each call. Its connection serves no other call
 * (docs/adr/0011-one-call-one-connection.md). A call has one deadline for all its stages, so the client's own timeouts
 * are off. A proxy sees only a tunnel, and no token.
 */
export function createOpenDispatcher({ proxy, timeoutMs, maxResponseBytes }: ConnectionOptions): OpenDispatcher {
  const options = {
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxResponseBytes,
  };
  if (hasProxy(proxy)) {
    const tunnel = { ...proxy, ...options, connectTimeout: timeoutMs, proxyTunnel: true, connections: 1 };
    return () => new EnvHttpProxyAgent(tunnel);
  }
  const connect = createConnector(timeoutMs);
  return (origin) => new Client(origin, { ...options, connect });
}

/**
 * Creates a connector to one origin. It resumes the newest TLS session, which shortens the handshake (RFC 8446, section
 * 2.2). A session contains keys, and nothing of any call.
 */
function createConnector(timeoutMs: number): buildConnector.connector {
  // A call has a deadline, so it needs no TCP keep-alive probes.
  const options = { allowH2: false, timeout: timeoutMs, maxCachedSessions: 0, keepAlive: false };
  let connect = buildConnector(options);
  return (origin, callback) =>
    connect(origin, (...result) => {
      const [error, socket] = result;
      // The next call does without the session, in case the server refuses it and does not begin a new one.
      if (error !== null) connect = buildConnector(options);
      if (socket instanceof TLSSocket)
        socket.on("session", (session: Buffer) => (connect = buildConnector({ ...options, session })));
      callback(...result);
    });
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
