import { expect, test } from "@jest/globals";
import { createRouterCheck } from "../../src/auth/router-secret.js";

test("only the complete secret proves that a router sent the request", () => {
  const isRouter = createRouterCheck("secret");
  expect(isRouter({ "x-router-secret": "secret" })).toBe(true);
  for (const given of ["", "secre", "secrets", "SECRET"]) expect(isRouter({ "x-router-secret": given })).toBe(false);
  expect(isRouter({})).toBe(false);
});

test("without a secret every request counts as a router's", () => {
  expect(createRouterCheck(null)({})).toBe(true);
});

test("while the secret is replaced, the old and the new one are accepted", () => {
  const [old, next] = ["the router's old secret: 32 characters", "the router's new secret: 32 characters"];
  const isRouter = createRouterCheck(`${old}, ${next}`);
  expect([old, next].map((secret) => isRouter({ "x-router-secret": secret }))).toEqual([true, true]);
  for (const given of ["", old.slice(1), `${old}x`]) expect(isRouter({ "x-router-secret": given })).toBe(false);
});

test.each([
  [32, 32, true],
  [31, 32, false],
  [32, 31, false],
])("listed secrets of %i and %i characters count as secrets of their own: %s", (length, otherLength, expected) => {
  const [secret, other] = ["a".repeat(length), "b".repeat(otherLength)];
  expect(createRouterCheck(`${secret},${other}`)({ "x-router-secret": secret })).toBe(expected);
});

test("a part of a secret that contains commas is not accepted", () => {
  const isRouter = createRouterCheck(`a,${"b".repeat(40)}`);
  expect(isRouter({ "x-router-secret": `a,${"b".repeat(40)}` })).toBe(true);
  for (const part of ["a", "b".repeat(40)]) expect(isRouter({ "x-router-secret": part })).toBe(false);
});
