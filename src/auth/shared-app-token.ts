import { createHmac, hash, randomBytes } from "node:crypto";
import { FENCE_LENGTH, type KeySource, type ValueSeal } from "../cache/replicas/value-seal.js";
import { deriveKey } from "../derive-key.js";
import { membersOf } from "../json.js";
import { luaScript, type SharedStore } from "../redis/shared-store.js";
import { type AppTokenOptions, type FetchedToken, MIN_INTERVAL_MS, ROUNDING_MS } from "./app-token.js";
import type { Clock } from "./clock.js";

/** Slightly longer than a token call may take. After a crash of the holder, other replicas wait this long. */
const LEASE_MS = 6000;
/** The pause between two checks for a token that another replica fetches. */
const POLL_MS = 100;
/** After this many checks a replica fetches the token itself, even if another holds the lease. */
const MAX_POLLS = 150;

/** KEYS: the lease. ARGV: the new holder, and for how long (ms). Returns 1 if it has the lease now. */
const TAKE_LEASE = luaScript(`return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0`);
/** KEYS: the lease. ARGV: its holder. */
const RELEASE_LEASE = luaScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end`);

/** A token that replicas share. */
interface SavedToken {
  readonly accessToken: string;
  /** Milliseconds since 1970, like all times here. */
  readonly expiresAt: number;
  readonly fetchedAt: number;
  /** True if DingTalk refused the token and returned it again: a fetch before it expires would return it once more. */
  readonly isUnchanged: boolean;
}

/** The parts that sharing an app's token needs. */
export interface SharedTokenParts {
  readonly store: SharedStore;
  readonly seal: ValueSeal;
  /** The key's name is an HMAC with this secret, so nobody can find the app by guessing. */
  readonly nameSecret: string;
  readonly appKey: string;
  readonly readSecret: () => Promise<string>;
  readonly clock: Clock;
}

type FetchToken = AppTokenOptions["fetchToken"];

/**
 * Fetches an app's token once for all replicas: one of them makes the call, under a lease, and saves the token for
 * the others. The token is encrypted, and its key and its name are derived from the app's secret: a replica with
 * another secret finds no token, and fetches one. If the store fails, each replica fetches its own. @throws the
 * error of `fetchToken`.
 */
export function shareFetches(fetchToken: FetchToken, parts: SharedTokenParts): FetchToken {
  return async (refused) => new SharedFetch(fetchToken, parts, await parts.readSecret(), refused).run();
}

/** One search for a token. */
class SharedFetch {
  readonly #key: string;
  readonly #lease: string;
  readonly #me = randomBytes(12).toString("base64url");
  readonly #source: KeySource;

  constructor(
    readonly fetchToken: FetchToken,
    readonly parts: SharedTokenParts,
    appSecret: string,
    readonly refused: string | null,
  ) {
    const { appKey, nameSecret } = parts;
    const name = createHmac("sha256", nameSecret).update(JSON.stringify([appKey, hash("sha256", appSecret)]));
    this.#key = `{${name.digest("base64url")}}:token`;
    this.#lease = `${this.#key}:lease`;
    this.#source = { deriveKey: async (secret, purpose) => deriveKey(appSecret, secret, `${purpose} token`) };
  }

  async run(): Promise<FetchedToken> {
    for (let polls = 0; polls < MAX_POLLS; polls += 1) {
      const saved = await this.#read();
      if (saved !== null) return saved;
      const isHolder = await this.#takeLease();
      if (isHolder === null) break;
      if (isHolder) return this.#fetchForAll();
      await new Promise<void>((resolve) => this.parts.clock.after(POLL_MS, resolve));
    }
    return this.fetchToken(this.refused);
  }

  /** First reads again: another replica may have saved a token before this one got the lease. */
  async #fetchForAll(): Promise<FetchedToken> {
    try {
      return (await this.#read()) ?? (await this.#fetchAndSave());
    } finally {
      this.parts.store.run(RELEASE_LEASE, [this.#lease], [this.#me]).catch(() => {});
    }
  }

  async #fetchAndSave(): Promise<FetchedToken> {
    const fetched = await this.fetchToken(this.refused);
    await this.#save(fetched).catch(() => {});
    return fetched;
  }

  async #save({ accessToken, expiresInMs }: FetchedToken): Promise<void> {
    const { store, seal, clock } = this.parts;
    const fetchedAt = clock.now();
    const isUnchanged = accessToken === this.refused;
    const saved: SavedToken = { accessToken, expiresAt: fetchedAt + expiresInMs, fetchedAt, isUnchanged };
    const number = String(fetchedAt).padStart(FENCE_LENGTH, "0");
    const sealed = await seal.seal(Buffer.from(JSON.stringify(saved)), number, this.#key, this.#source);
    await store.set(this.#key, sealed, Math.max(expiresInMs, MIN_INTERVAL_MS));
  }

  /** The saved token, if it is still usable; null for the refused one, unless DingTalk is known to have no other. */
  async #read(): Promise<FetchedToken | null> {
    try {
      const sealed = await this.parts.store.get(this.#key);
      if (sealed === null) return null;
      const saved = toSaved(JSON.parse((await this.parts.seal.open(sealed, this.#key, this.#source)).toString()));
      return saved === null || !this.#isUsable(saved) ? null : this.#toFetched(saved);
    } catch {
      return null;
    }
  }

  #isUsable({ accessToken, expiresAt, fetchedAt, isUnchanged }: SavedToken): boolean {
    const now = this.parts.clock.now();
    if (now >= Math.max(expiresAt + ROUNDING_MS, fetchedAt + MIN_INTERVAL_MS)) return false;
    return accessToken !== this.refused || isUnchanged;
  }

  #toFetched({ accessToken, expiresAt }: SavedToken): FetchedToken {
    return { accessToken, expiresInMs: Math.max(0, expiresAt - this.parts.clock.now()), isShared: true };
  }

  /** Null if the store fails. */
  async #takeLease(): Promise<boolean | null> {
    return this.parts.store.run(TAKE_LEASE, [this.#lease], [this.#me, LEASE_MS]).then(
      (reply) => reply === 1,
      () => null,
    );
  }
}

/** Null if the value is not a saved token. */
function toSaved(value: unknown): SavedToken | null {
  const { accessToken, expiresAt, fetchedAt, isUnchanged } = membersOf(value);
  if (typeof accessToken !== "string" || accessToken === "") return null;
  if (typeof expiresAt !== "number" || typeof fetchedAt !== "number" || typeof isUnchanged !== "boolean") return null;
  return { accessToken, expiresAt, fetchedAt, isUnchanged };
}
