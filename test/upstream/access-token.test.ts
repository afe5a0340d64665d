import { expect, test } from "@jest/globals";
import { GatewayError } from "../../src/errors.js";
import type { Credentials } from "../../src/transcript/credentials.js";
import { withAccessToken } from "../../src/upstream/access-token.js";

const refusal = new GatewayError("UNAUTHENTICATED", "refused");
const { signal } = new AbortController();

/** Credentials with a list of tokens. A refused token is replaced by the next one. */
function tokensInTurn(...tokens: string[]): Credentials {
  return {
    identity: "app",
    operator: null,
    isBoundToOperator: false,
    actAs: (operator) => operator,
    getAccessToken: async () => tokens[0] ?? "",
    renewAccessToken: async (refused) => tokens[tokens.indexOf(refused) + 1] ?? null,
    deriveKey: () => Promise.reject(new Error("unused")),
    explainRefusal: () => new GatewayError("UPSTREAM_UNAVAILABLE", "the gateway's own token is refused"),
  };
}

/** A call that succeeds with one token only, and records all tokens. */
function upstreamFor(good: string) {
  const tried: string[] = [];
  const call = async (token: string) => {
    tried.push(token);
    if (token !== good) throw refusal;
    return token;
  };
  return { tried, call };
}

test("a call whose token is refused is repeated with a different one", async () => {
  const { tried, call } = upstreamFor("new");
  await expect(withAccessToken(tokensInTurn("old", "new"), signal, call)).resolves.toBe("new");
  expect(tried).toEqual(["old", "new"]);
});

test("a second refused token ends the call", async () => {
  const { tried, call } = upstreamFor("third");
  await expect(withAccessToken(tokensInTurn("first", "second", "third"), signal, call)).rejects.toMatchObject({
    code: "UPSTREAM_UNAVAILABLE",
  });
  expect(tried).toEqual(["first", "second"]);
});

test("without a different token the call is not repeated, and the credentials choose the caller's error", async () => {
  const { tried, call } = upstreamFor("none");
  const failed = withAccessToken(tokensInTurn("only"), signal, call);
  await expect(failed).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  expect(tried).toEqual(["only"]);
});

test("an error that is not about the token is passed on, and the token is not replaced", async () => {
  const error = new GatewayError("FORBIDDEN", "no");
  const tried: string[] = [];
  const failed = withAccessToken(tokensInTurn("old", "new"), signal, async (token) => {
    tried.push(token);
    throw error;
  });
  await expect(failed).rejects.toBe(error);
  expect(tried).toEqual(["old"]);
});

test("another error after the token was replaced is passed on", async () => {
  const error = new GatewayError("FORBIDDEN", "no");
  const failed = withAccessToken(tokensInTurn("old", "new"), signal, async (token) => {
    throw token === "old" ? refusal : error;
  });
  await expect(failed).rejects.toBe(error);
});

test("the credentials get the call's signal each time", async () => {
  const signals: AbortSignal[] = [];
  const credentials: Credentials = {
    ...tokensInTurn(),
    getAccessToken: async (given) => (signals.push(given), "old"),
    renewAccessToken: async (_refused, given) => (signals.push(given), "new"),
  };
  await withAccessToken(credentials, signal, upstreamFor("new").call);
  expect(signals.map((given) => given === signal)).toEqual([true, true]);
});
