import { expect, test } from "@jest/globals";
import { AppToken, type FetchedToken } from "../../src/auth/app-token.js";
import { settle, TestClock } from "../support/clock.js";

const { signal } = new AbortController();
const HOUR_MS = 3_600_000;

/** An app's token. Its fetches return `responses` in order; the last one is repeated. */
function setUp(...responses: (FetchedToken | Error)[]) {
  const clock = new TestClock();
  const outcomes: string[] = [];
  /** `text` is null while the secret cannot be read. */
  const secret: { text: string | null; reads: number } = { text: "secret", reads: 0 };
  let fetches = 0;
  const token = new AppToken({
    clock,
    fetchToken: async () => {
      const response = responses[Math.min(fetches, responses.length - 1)];
      fetches += 1;
      if (response === undefined || response instanceof Error) throw response ?? new Error("no response");
      return response;
    },
    markSecret: async () => {
      secret.reads += 1;
      if (secret.text === null) throw new Error("the secret cannot be read");
      return secret.text;
    },
    onFetch: (outcome) => outcomes.push(outcome),
  });
  return { clock, outcomes, secret, token, fetches: () => fetches };
}

const given = (accessToken: string, expiresInMs = 2 * HOUR_MS): FetchedToken => ({ accessToken, expiresInMs });

test("one fetch serves all concurrent callers, as long as the token is valid", async () => {
  const { clock, token, fetches } = setUp(given("first"), given("second"));
  expect(await Promise.all(Array.from({ length: 50 }, () => token.get(signal)))).toEqual(Array(50).fill("first"));
  await clock.advance(2 * HOUR_MS - 1);
  expect(await token.get(signal)).toBe("first");
  expect(fetches()).toBe(1);
});

test("an expired token is fetched again, but not before DingTalk has surely expired it", async () => {
  const { clock, token, fetches } = setUp(given("first"), given("second"));
  await token.get(signal);
  await clock.advance(2 * HOUR_MS);
  expect(await token.get(signal)).toBe("first");
  await clock.advance(1000);
  expect(await token.get(signal)).toBe("second");
  expect(fetches()).toBe(2);
});

test("a token that expires at once is not fetched again within 30 s", async () => {
  const { clock, token, fetches } = setUp(given("dying", 1000), given("next"));
  await token.get(signal);
  await clock.advance(29_999);
  expect(await token.get(signal)).toBe("dying");
  await clock.advance(1);
  expect(await token.get(signal)).toBe("next");
  expect(fetches()).toBe(2);
});

test("a refused token is replaced if DingTalk returns another, also for callers that were refused in the meantime", async () => {
  const { clock, token, fetches } = setUp(given("old"), given("new"));
  await token.get(signal);
  await clock.advance(60_000);
  expect(await Promise.all([token.renew("old", signal), token.renew("old", signal)])).toEqual(["new", "new"]);
  expect(await token.renew("old", signal)).toBe("new");
  expect(fetches()).toBe(2);
});

test("a refusal within 30 s of a fetch leads to no other fetch, because DingTalk would return the same token", async () => {
  const { clock, token, fetches } = setUp(given("old"), given("new"));
  await token.get(signal);
  await clock.advance(29_999);
  expect(await token.renew("old", signal)).toBeNull();
  await clock.advance(1);
  expect(await token.renew("old", signal)).toBe("new");
  expect(fetches()).toBe(2);
});

test("a token that DingTalk refuses repeatedly is fetched again once, and then not before it has expired", async () => {
  const { clock, token, fetches, outcomes } = setUp(given("only"), given("only", HOUR_MS), given("next"));
  await token.get(signal);
  await clock.advance(HOUR_MS);
  for (let minutes = 0; minutes < 60; minutes += 1) {
    expect(await token.renew("only", signal)).toBeNull();
    expect(await token.get(signal)).toBe("only");
    await clock.advance(60_000);
  }
  expect(fetches()).toBe(2);
  await clock.advance(1000);
  expect(await token.get(signal)).toBe("next");
  expect(outcomes).toEqual(["ok", "unchanged", "ok"]);
});

test("a token that stays refused is fetched again if the secret has changed, which is checked every 30 s", async () => {
  const { clock, secret, token, fetches } = setUp(given("only"), given("only"), given("of the new secret"));
  await token.get(signal);
  await clock.advance(60_000);
  expect(await token.renew("only", signal)).toBeNull();
  secret.text = "new secret";
  await clock.advance(29_999);
  expect(await token.renew("only", signal)).toBeNull();
  expect(token.unavailable("no")).toMatchObject({ details: { retryAfterMs: 1000 } });
  await clock.advance(1);
  expect(await Promise.all([token.renew("only", signal), token.renew("only", signal)])).toEqual(
    Array(2).fill("of the new secret"),
  );
  expect(fetches()).toBe(3);
});

test("a token that was replaced a minute ago leads to no fetch when DingTalk refuses it once more", async () => {
  const { clock, token, fetches } = setUp(given("old"), given("new"), given("needless"));
  await token.get(signal);
  for (let refusals = 0; refusals < 3; refusals += 1) {
    await clock.advance(60_000);
    expect(await token.renew("old", signal)).toBe("new");
  }
  expect(fetches()).toBe(2);
});

/** The same with one token, `only`. DingTalk has refused it, and a fetch has returned it again. */
async function setUpRefused() {
  const world = setUp(given("only"));
  await world.token.get(signal);
  await world.clock.advance(60_000);
  expect(await world.token.renew("only", signal)).toBeNull();
  return world;
}

test("while a token stays refused, the secret is read once in 30 s, and callers learn when", async () => {
  const { clock, secret, token, fetches } = await setUpRefused();
  await clock.advance(60_000);
  const before = secret.reads;
  for (let refusals = 0; refusals < 5; refusals += 1) expect(await token.renew("only", signal)).toBeNull();
  expect(secret.reads - before).toBe(1);
  await clock.advance(10_000);
  expect(token.unavailable("no")).toMatchObject({ details: { retryAfterMs: 20_000 } });
  expect(fetches()).toBe(2);
});

test("a secret that cannot be read is not a changed secret", async () => {
  const { clock, secret, token, fetches } = await setUpRefused();
  secret.text = null;
  await clock.advance(60_000);
  expect(await token.renew("only", signal)).toBeNull();
  expect(fetches()).toBe(2);
});

test("refusals do not delay the replacement of an expired token", async () => {
  const { clock, token } = setUp(given("only", 1000 * 1000), given("only", 900 * 1000), given("next"));
  await token.get(signal);
  for (const pauseMs of [100_000, 800_000]) {
    await clock.advance(pauseMs);
    await token.renew("only", signal);
  }
  await clock.advance(101_000);
  expect(await token.get(signal)).toBe("next");
});

test("without a token the caller gets UPSTREAM_UNAVAILABLE with retryAfterMs, and the next fetch waits", async () => {
  const { clock, token, fetches, outcomes } = setUp(new Error("status 500"), new Error("status 500"), given("late"));
  await expect(token.get(signal)).rejects.toMatchObject({
    code: "UPSTREAM_UNAVAILABLE",
    details: { retryAfterMs: 30_000 },
  });
  await clock.advance(10_000);
  await expect(token.get(signal)).rejects.toMatchObject({ details: { retryAfterMs: 20_000 } });
  await clock.advance(0.5);
  await expect(token.get(signal)).rejects.toMatchObject({ details: { retryAfterMs: 20_000 } });
  expect(fetches()).toBe(1);
  await clock.advance(20_000);
  await expect(token.get(signal)).rejects.toMatchObject({ details: { retryAfterMs: 60_000 } });
  await clock.advance(60_000);
  expect(await token.get(signal)).toBe("late");
  expect(outcomes).toEqual(["failed", "failed", "ok"]);
});

test("the pause between fetches grows to five minutes, and a success ends its growth", async () => {
  const failures = Array.from({ length: 6 }, () => new Error("status 500"));
  const { clock, token } = setUp(...failures, given("late", HOUR_MS), new Error("status 500"));
  for (const seconds of [30, 60, 120, 240, 300, 300]) {
    await expect(token.get(signal)).rejects.toMatchObject({ details: { retryAfterMs: seconds * 1000 } });
    await clock.advance(seconds * 1000);
  }
  expect(await token.get(signal)).toBe("late");
  await clock.advance(HOUR_MS + 1000);
  await expect(token.get(signal)).rejects.toMatchObject({ details: { retryAfterMs: 30_000 } });
});

test("a clock that is set back by hours delays neither a fetch of the token nor its replacement", async () => {
  const { clock, token } = setUp(new Error("no network yet"), given("first"), given("second"));
  await expect(token.get(signal)).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  clock.setBack(8 * HOUR_MS);
  await clock.advance(30_000);
  expect(await token.get(signal)).toBe("first");
  clock.setBack(8 * HOUR_MS);
  await clock.advance(30_000);
  expect(await token.renew("first", signal)).toBe("second");
});

test("if a fetch fails while the token is refused, the token is kept, because DingTalk may accept it again", async () => {
  const { clock, token } = setUp(given("only"), new Error("unreachable"));
  await token.get(signal);
  await clock.advance(60_000);
  expect(await token.renew("only", signal)).toBeNull();
  expect(await token.get(signal)).toBe("only");
});

test("a caller that hangs up does not end the fetch for the others", async () => {
  const gate = Promise.withResolvers<FetchedToken>();
  const token = new AppToken({
    clock: new TestClock(),
    fetchToken: () => gate.promise,
    markSecret: async () => "secret",
    onFetch: () => undefined,
  });
  const leaver = new AbortController();
  const left = token.get(leaver.signal);
  const stays = token.get(signal);
  leaver.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  gate.resolve(given("shared"));
  await settle();
  await expect(stays).resolves.toBe("shared");
});
