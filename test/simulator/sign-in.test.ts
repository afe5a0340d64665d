import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { DEMO_APP } from "../../src/simulator/app-tokens.js";
import type { Fault } from "../../src/simulator/faults.js";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.js";
import { getTexts } from "./client.js";

let simulator: Simulator;
let nowMs: number;
beforeAll(async () => {
  simulator = await startSimulator({ now: () => nowMs });
});
afterAll(() => simulator.close());
beforeEach(() => {
  nowMs = 1_000_000;
  simulator.revokeAppToken();
});

const GOOD = { appKey: DEMO_APP.key, appSecret: DEMO_APP.secret };

const postApp = ({ url }: Simulator, body: object = GOOD) =>
  fetch(`${url}/v1.0/oauth2/accessToken`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function getToken(body: object = GOOD) {
  const response = await postApp(simulator, body);
  const { accessToken = "", expireIn = 0, code = "" } = JSON.parse(await response.text());
  return { status: response.status, accessToken: String(accessToken), expireIn: Number(expireIn), code: String(code) };
}

async function read(token: string): Promise<number> {
  const path = "/v1.0/conference/videoConferences/demo/cloudRecords/getTexts?maxResults=1";
  const headers = { "x-acs-dingtalk-access-token": token };
  return (await fetch(simulator.url + path, { headers })).status;
}

test("the token call returns the same token, with less time each time, until it has expired", async () => {
  const first = await getToken();
  expect(first).toMatchObject({ status: 200, expireIn: 7200 });
  nowMs += 7_199_000;
  expect(await getToken()).toMatchObject({ accessToken: first.accessToken, expireIn: 1 });
  expect(await read(first.accessToken)).toBe(200);
  nowMs += 1000;
  expect(await read(first.accessToken)).not.toBe(200);
  const next = await getToken();
  expect(next.accessToken).not.toBe(first.accessToken);
  expect(await read(next.accessToken)).toBe(200);
});

test.each([{}, { ...GOOD, appSecret: "wrong" }, { ...GOOD, appKey: "wrong" }, { appKey: [], appSecret: {} }])(
  "a wrong key or secret gets no token: %j",
  async (body) => {
    expect(await getToken(body)).toMatchObject({ status: 400, accessToken: "", code: "invalidClientIdOrSecret" });
    expect(JSON.stringify(simulator.tokenCalls)).not.toContain(DEMO_APP.secret);
  },
);

test("a ban applies to the token call too, and other faults do not", async () => {
  let fault: Fault = "reset";
  const faulty = await startSimulator({ faultFor: () => fault });
  expect(await (await postApp(faulty)).json()).toHaveProperty("accessToken");
  fault = "banned";
  await getTexts(faulty, "demo");
  const response = await postApp(faulty);
  expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ status: 1111 })]);
  await faulty.close();
});

test("latency delays the token call too", async () => {
  const slow = await startSimulator({ latencyMs: 60 });
  const before = performance.now();
  await postApp(slow);
  // Timers count in whole milliseconds.
  expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  await slow.close();
});

const at = (path: string) => `${simulator.identityProvider.issuer}${path}`;
const keys = async (): Promise<JSONWebKeySet> => JSON.parse(await (await fetch(at("/keys"))).text());
const verify = async (jwt: string) =>
  (await jwtVerify(jwt, createLocalJWKSet(await keys()), { audience: "minutes-graph" })).payload;
const PERSON = { name: "Chen", unionId: "demo-union-chen" };

test("discovery has the issuer of the JWTs, and leads to keys that verify them", async () => {
  const document = JSON.parse(await (await fetch(at("/.well-known/openid-configuration"))).text());
  expect(document).toMatchObject({ issuer: simulator.identityProvider.issuer, jwks_uri: at("/keys") });
  const claims = await verify(simulator.identityProvider.issue(PERSON));
  expect(claims).toMatchObject({ iss: document.issuer, unionId: PERSON.unionId, name: "Chen", demo: true });
});

test("a JWT is valid after one rotation of keys, but not after two; no private key is published", async () => {
  const jwt = simulator.identityProvider.issue(PERSON);
  simulator.identityProvider.rotate();
  await expect(verify(jwt)).resolves.toMatchObject({ unionId: PERSON.unionId });
  simulator.identityProvider.rotate();
  await expect(verify(jwt)).rejects.toThrow("no applicable key found");
  for (const key of (await keys()).keys) expect(key).not.toHaveProperty("d");
});

const visit = (parameters: Record<string, string>) =>
  fetch(`${at("/sign-in")}?${new URLSearchParams(parameters).toString()}`, { redirect: "manual" });

test("the page says that it is a demo, and escapes its query", async () => {
  const response = await visit({ redirect_uri: "http://127.0.0.1/", state: '"><script>' });
  const page = await response.text();
  expect(page).toContain("DEMO: not a real identity provider");
  expect(page).not.toContain("<script");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("choosing a person gives a JWT as text, or to a page of this machine after the #", async () => {
  expect(await verify((await (await visit({ person: "0" })).text()).trim())).toHaveProperty("unionId");
  const back = await visit({ person: "0", redirect_uri: "http://localhost:4000/graphql?a=b", state: "s" });
  const target = new URL(back.headers.get("location") ?? "");
  expect([back.status, target.origin, target.search]).toEqual([302, "http://localhost:4000", "?a=b"]);
  const given = new URLSearchParams(target.hash.slice(1));
  expect(given.get("state")).toBe("s");
  expect(await verify(given.get("id_token") ?? "")).toHaveProperty("unionId");
});

test.each(["https://evil.example/", "http://127.0.0.1.evil.example/", "javascript:alert(1)", "//evil.example"])(
  "no JWT is sent to %s",
  async (redirect_uri) => {
    const response = await visit({ person: "0", redirect_uri });
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
  },
);
