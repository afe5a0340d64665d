import { parseRedisUrl } from "../../../src/redis/redis-address.js";
import { connectTo } from "../../../src/redis/redis-connection.js";
import { RedisStore } from "../../../src/redis/redis-store.js";

const ignore = (): void => {};
const SILENT = {
  onCommand: ignore,
  onRefusal: ignore,
  onOutage: ignore,
  onOtherReason: ignore,
  onRecovery: ignore,
};

/** A connected store on a test's own server. Its timeout is longer than a replica's, for busy machines. */
export async function openStore(url: string, timeoutMs = 5000): Promise<RedisStore> {
  const open = connectTo(parseRedisUrl(url), 5000);
  const store = new RedisStore({ open, keyPrefix: "test:", timeoutMs, observer: SILENT });
  await store.start();
  return store;
}
