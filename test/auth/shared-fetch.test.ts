import { expect, test } from "@jest/globals";
import type { FetchedToken } from "../../src/auth/app-token.js";
import { shareFetches } from "../../src/auth/shared-app-token.js";
import { BrokenValue, ValueSeal } from "../../src/cache/replicas/value-seal.js";
import { deriveKey } from "../../src/derive-key.js";
import type { SharedStore, StoreScript } from "../../src/redis/shared-store.js";
import { settle, TestClock } from "../support/clock.js";

const NAME_SECRET = "a-secret-of-thirty-two-characters";

/** A store in memory that runs the two scripts of the lease. Its values stay until they are deleted. */
class MemoryStore implements SharedStore {
  readonly isAvailable = true;
  readonly values = new Map<string, Buffer | string>();
  readonly ttls: number[] = [];
  /** Called when a lease is taken. */
  onLease: () => void = () => {};

  async get(key: string): Promise<Buffer | null> {
    const value = this.values.get(key);
    return value === undefined ? null : Buffer.from(value);
  }

  async set(key: string, value: Buffer | string, ttlMs: number): Promise<void> {
    this.values.set(key, value);
    this.ttls.push(ttlMs);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }

  async run({ text }: StoreScript, [key = ""]: readonly string[], [holder]: readonly unknown[]): Promise<unknown> {
    const isFree = !this.values.has(key);
    if (text.includes("'NX'") && isFree) {
      this.values.set(key, String(holder));
      this.onLease();
      return 1;
    }
    if (text.includes("'DEL'") && this.values.get(key) === holder) this.values.delete(key);
    return 0;
  }
}

/** Replicas with one store. Each fetch of a token gives `fetched`, or throws it. */
function setUp(fetched: FetchedToken | Error, store: SharedStore, appSecret = "app secret") {
  const clock = new TestClock();
  let calls = 0;
  const fetchToken = async () => {
    calls += 1;
    if (fetched instanceof Error) throw fetched;
    return fetched;
  };
  const seal = new ValueSeal([NAME_SECRET]);
  const readSecret = async () => appSecret;
  const parts = { store, seal, nameSecret: NAME_SECRET, appKey: "the-app-key", readSecret, clock };
  return { clock, fetch: async () => shareFetches(fetchToken, parts)(null), calls: () => calls };
}

const refuse = () => Promise.reject(new Error("no store"));
const given = (expiresInMs: number): FetchedToken => ({ accessToken: "token", expiresInMs });
const nameOfToken = (store: MemoryStore) => [...store.values.keys()].find((name) => name.endsWith(":token")) ?? "";

test("a saved token has a name of its own for each app secret, and only that secret opens it", async () => {
  const store = new MemoryStore();
  for (const secret of ["app secret", "another secret"]) await setUp(given(7_200_000), store, secret).fetch();
  await settle();
  expect(store.values.size).toBe(2);
  const [name = "", sealed] = [...store.values][0] ?? [];
  const open = async (secret: string) => {
    const source = { deriveKey: async (salt: string, use: string) => deriveKey(secret, salt, `${use} token`) };
    return (await new ValueSeal([NAME_SECRET]).open(Buffer.from(sealed ?? ""), name, source)).toString();
  };
  expect(await open("app secret")).toContain('"accessToken":"token"');
  for (const secret of ["another secret", ""]) await expect(open(secret)).rejects.toBeInstanceOf(BrokenValue);
});

test("if the store fails, the token is fetched at once", async () => {
  const store = new MemoryStore();
  Object.assign(store, { get: refuse, run: refuse });
  const { fetch, calls } = setUp(given(7_200_000), store);
  const fetching = fetch();
  await settle();
  expect(calls()).toBe(1);
  expect(await fetching).toEqual(given(7_200_000));
});

test("a token that cannot be saved is used", async () => {
  const store = new MemoryStore();
  store.set = () => Promise.reject(new Error("the store is full"));
  expect(await setUp(given(7_200_000), store).fetch()).toEqual(given(7_200_000));
});

test("a fetch that failed leaves no lease behind, so another replica need not wait", async () => {
  const store = new MemoryStore();
  await expect(setUp(new Error("down"), store).fetch()).rejects.toThrow("down");
  await settle();
  expect([...store.values.keys()]).toEqual([]);
});

test("a token that another replica saved just before this one got the lease is not fetched again", async () => {
  const store = new MemoryStore();
  const { fetch, calls } = setUp(given(7_200_000), store);
  await fetch();
  await settle();
  const name = nameOfToken(store);
  const saved = store.values.get(name) ?? "";
  store.values.delete(name);
  store.onLease = () => store.values.set(name, saved);
  expect(await fetch()).toMatchObject({ accessToken: "token", isShared: true });
  expect(calls()).toBe(1);
});

test("if the holder of the lease saves no token, a replica fetches its own after 15 s", async () => {
  const store = new MemoryStore();
  store.run = async () => 0;
  const { clock, fetch, calls } = setUp(given(7_200_000), store);
  const fetching = fetch();
  await settle();
  for (let checks = 0; checks < 149; checks += 1) await clock.advance(100);
  expect(calls()).toBe(0);
  await clock.advance(100);
  expect(await fetching).toEqual(given(7_200_000));
});

test.each([
  ["a minute, and the second that DingTalk rounds off", 60_000, 61_000],
  ["30 s if it expires at once, because DingTalk would return it again", 0, 30_000],
])("a token is shared for %s", async (_, expiresInMs, sharedForMs) => {
  const store = new MemoryStore();
  const { clock, fetch, calls } = setUp(given(expiresInMs), store);
  await fetch();
  expect(store.ttls).toEqual([Math.max(expiresInMs, 30_000)]);
  await settle();
  await clock.advance(sharedForMs - 1);
  expect(await fetch()).toEqual({ accessToken: "token", expiresInMs: 0, isShared: true });
  expect(calls()).toBe(1);
  await clock.advance(1);
  expect(await fetch()).toEqual(given(expiresInMs));
  expect(calls()).toBe(2);
});
