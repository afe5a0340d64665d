import { createClient, RESP_TYPES } from "@redis/client";
import { type RedisAddress, serverNameOf } from "./redis-address.js";

/** One connection, from when it is ready until it is lost; it never comes back. */
export interface RedisConnection {
  /** Sends one command. @throws the server's error, or that the connection was lost. */
  send(args: readonly (string | Buffer)[]): Promise<unknown>;
  /** Cuts the connection: whatever is under way fails at once, and no reply that is still to come reaches anyone. */
  destroy(): void;
}

/** Opens a connection. `onLost` hears once that it can no longer be used. @throws whatever kept it from being ready. */
export type OpenConnection = (onLost: (error: unknown) => void) => Promise<RedisConnection>;

/** Bytes stay bytes. */
const AS_BYTES = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };

/**
 * Opens connections to one server, each with a client of its own. The client's own queue for an absent server and its own reconnecting are
 * off: one would send commands that nobody waits for any more, the other would carry them over to the next connection. It
 * also goes on after a reply that it cannot parse, when it no longer knows which reply is whose; here any error ends the connection.
 */
export function connectTo(address: RedisAddress, timeoutMs: number): OpenConnection {
  return async (onLost) => {
    const client = createClient({
      socket: {
        host: address.host,
        port: address.port,
        connectTimeout: timeoutMs,
        reconnectStrategy: false,
        ...(address.tls ? { tls: true, servername: serverNameOf(address) } : {}),
      },
      ...(address.username !== null && { username: address.username }),
      ...(address.password !== null && { password: address.password }),
      database: address.database,
      disableOfflineQueue: true,
      disableClientInfo: true,
      maintNotifications: "disabled",
      RESP: 2,
    });
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

/** Waits until a client is ready. The client's own timeout ends before the server has said anything, which one that hangs never does. */
async function inTime(client: { connect(): Promise<unknown>; destroy(): void }, timeoutMs: number): Promise<void> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    client.destroy();
  }, timeoutMs);
  try {
    await client.connect();
    if (isLate) throw new Error("the connection came too late");
  } catch (error) {
    // Destroyed while it connects, a client can still get its connection afterwards.
    client.destroy();
    throw isLate ? new Error(`Redis was not ready within ${timeoutMs} ms`) : error;
  } finally {
    clearTimeout(timer);
  }
}
