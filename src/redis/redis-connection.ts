import { createClient, RESP_TYPES } from "@redis/client";
import { startDeadline } from "./command-deadline.js";
import { type RedisAddress, serverNameOf } from "./redis-address.js";

/** One connection that is ready. It never reconnects: once lost, it stays lost. */
export interface RedisConnection {
  /** Sends one command. @throws the server's error, or an error if the connection was lost. */
  send(args: readonly (string | Buffer)[]): Promise<unknown>;
  /** Closes the connection. Commands in flight fail at once, and later replies are dropped. */
  destroy(): void;
}

/** Opens a connection. `onLost` is called once when it is lost. @throws the reason why it did not become ready. */
export type OpenConnection = (onLost: (error: unknown) => void) => Promise<RedisConnection>;

/** Returns bulk strings as bytes. */
const AS_BYTES = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };

/**
 * Opens connections to one server, each with its own client. The client's offline queue and its reconnecting are off,
 * because they would send commands that nobody waits for any more. Any error ends the connection: after a reply that it
 * cannot parse, the client would continue and could match replies to the wrong commands.
 */
export function connectTo(address: RedisAddress, timeoutMs: number): OpenConnection {
  return async (onLost) => {
    const client = createOwnClient(address, timeoutMs);
    let isLost = false;
    const lose = (error: unknown) => {
      if (isLost) return;
      isLost = true;
      client.destroy();
      onLost(error);
    };
    client.on("error", lose);
    await inTime(client, timeoutMs);
    return {
      send: (args) => client.sendCommand([...args], AS_BYTES),
      destroy: () => {
        isLost = true;
        client.destroy();
      },
    };
  };
}

function createOwnClient(address: RedisAddress, timeoutMs: number) {
  const { host, port, username, password, database } = address;
  return createClient({
    socket: {
      host,
      port,
      connectTimeout: timeoutMs,
      reconnectStrategy: false,
      ...(address.tls ? { tls: true, servername: serverNameOf(address) } : {}),
    },
    ...(username !== null && { username }),
    ...(password !== null && { password }),
    database,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled",
    RESP: 2,
  });
}

/** Waits until a client is ready. The client's own timeout covers TCP only, not a server that never replies. */
async function inTime(client: { connect(): Promise<unknown>; destroy(): void }, timeoutMs: number): Promise<void> {
  let isLate = false;
  const cancel = startDeadline(timeoutMs, () => {
    isLate = true;
    client.destroy();
  });
  try {
    await client.connect();
    if (isLate) throw new Error("the connection came too late");
  } catch (error) {
    // A client that is destroyed while it connects can still become connected, so it is destroyed again.
    client.destroy();
    throw isLate ? Object.assign(new Error(), { code: `not ready within ${timeoutMs} ms` }) : error;
  } finally {
    cancel();
  }
}
