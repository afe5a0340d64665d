import { isIP } from "node:net";

/** The address of a server, and the user to log in as. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Null: no user name (Redis then uses `default`). */
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
}

const DEFAULT_PORT = 6379;

/**
 * Reads `redis[s]://[[user][:password]@]host[:port][/database]` (IANA's registration of the scheme `redis`). `rediss`
 * is Redis over TLS.
 * @throws TypeError for any other text. Its message does not contain the URL.
 */
export function parseRedisUrl(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  const database = url === null ? null : /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  if (url === null || database == null || !/^rediss?:$/.test(url.protocol) || url.hostname === "" || /[?#]/.test(text))
    throw new TypeError("must be redis://user:password@host:port/database, or rediss:// for TLS");
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? DEFAULT_PORT : Number(url.port),
    tls: url.protocol === "rediss:",
    username: url.username === "" ? null : decodeURIComponent(url.username),
    password: url.password === "" ? null : decodeURIComponent(url.password),
    database: Number(database),
  };
}

/** The host name for TLS, which the server's certificate must contain; undefined for an IP address. */
export function serverNameOf({ host }: RedisAddress): string | undefined {
  return isIP(host) === 0 ? host : undefined;
}
