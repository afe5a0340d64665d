import assert from "node:assert/strict";
import { test } from "node:test";
import { loadCredentials, saveCredentials, toHeaders } from "../src/session/credentials.ts";
import { beginSignIn, takeSignIn } from "../src/session/sign-in.ts";

const PAGE = "http://127.0.0.1:5173/?meeting=demo#t=90";
const JWT = `e30.${Buffer.from(JSON.stringify({ name: "林佳" })).toString("base64url")}.c2ln`;

/** A storage that refuses everything, as a setting can make a browser's do. */
const BROKEN = {
  getItem: () => {
    throw new Error("denied");
  },
  setItem: () => {
    throw new Error("denied");
  },
  removeItem: () => {
    throw new Error("denied");
  },
};

function useStorage(storage: object): void {
  Object.defineProperty(globalThis, "sessionStorage", { value: storage, configurable: true });
}

function createTab() {
  const kept = new Map<string, string>();
  useStorage({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
}

/** Signs in up to the identity provider, which sends the browser to `back`. */
function leave() {
  let target = new URL(PAGE);
  beginSignIn("http://127.0.0.1:4100/sign-in", {
    location: { href: PAGE, assign: (url) => (target = new URL(url)) },
  });
  const back = new URL(target.searchParams.get("redirect_uri") ?? "");
  return { back, state: target.searchParams.get("state") ?? "" };
}

function arrive(href: string) {
  const seen: string[] = [];
  const credentials = takeSignIn({
    location: { href, assign: () => undefined },
    history: { replaceState: (_data, _unused, url) => seen.push(url) },
  });
  return { credentials, seen };
}

// This is the first test, because values kept by the page take precedence over the storage.
test("a broken value in the storage counts as none", () => {
  useStorage({ getItem: () => "{broken", setItem: () => undefined, removeItem: () => undefined });
  assert.deepEqual(loadCredentials(false), { kind: "token", token: "demo-token" });
});

test("after signing in, people are back where they were, with their name", () => {
  createTab();
  const { back, state } = leave();
  assert.equal(back.hash, "");
  back.hash = new URLSearchParams({ id_token: JWT, state }).toString();
  assert.deepEqual(arrive(back.href), { credentials: { kind: "person", jwt: JWT, name: "林佳" }, seen: [PAGE] });
});

test("a JWT that this tab did not request is ignored, and is removed from the address", () => {
  createTab();
  leave();
  const { credentials, seen } = arrive(
    `http://127.0.0.1:5173/#${new URLSearchParams({ id_token: JWT, state: "other" })}`,
  );
  assert.equal(credentials, null);
  assert.deepEqual(seen, [PAGE]);
});

test("a text that is no JWT signs nobody in", () => {
  createTab();
  const { back, state } = leave();
  back.hash = new URLSearchParams({ id_token: "none", state }).toString();
  assert.equal(arrive(back.href).credentials, null);
});

test("the tab keeps who has signed in; a page with a sign-in takes no token, and one without takes the demo's", () => {
  createTab();
  const person = { kind: "person", jwt: JWT, name: null } as const;
  assert.equal(loadCredentials(true), null);
  saveCredentials(person);
  assert.deepEqual(loadCredentials(true), person);
  assert.deepEqual(loadCredentials(false), { kind: "token", token: "demo-token" });
});

test("a browser that refuses storage keeps credentials for as long as the page", () => {
  useStorage(BROKEN);
  saveCredentials({ kind: "token", token: "demo-mine" });
  assert.deepEqual(loadCredentials(false), { kind: "token", token: "demo-mine" });
});

test("credentials that a full storage refuses take precedence over the stored ones", () => {
  const full = { ...BROKEN, getItem: () => JSON.stringify({ kind: "person", jwt: JWT, name: "before" }) };
  useStorage(full);
  saveCredentials({ kind: "person", jwt: JWT, name: "after" });
  assert.deepEqual(loadCredentials(true), { kind: "person", jwt: JWT, name: "after" });
  saveCredentials(null);
  assert.equal(loadCredentials(true), null);
});

test("a person's JWT and a token each have their own header", () => {
  assert.deepEqual(toHeaders({ kind: "person", jwt: JWT, name: null }), { authorization: `Bearer ${JWT}` });
  assert.deepEqual(toHeaders({ kind: "token", token: "demo-token" }), { "x-acs-dingtalk-access-token": "demo-token" });
  assert.deepEqual(toHeaders({ kind: "token", token: "" }), {});
});

test("a token that no header can hold is not sent, so the gateway asks to sign in", () => {
  assert.deepEqual(toHeaders({ kind: "token", token: "demo-token\u200b" }), {});
});
