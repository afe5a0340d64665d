import { expect, test } from "@jest/globals";
import { createRouterCheck } from "../../src/auth/router-secret.js";

test("only the whole secret is a router's proof", () => {
  const isRouter = createRouterCheck("secret");
  expect(isRouter({ "x-router-secret": "secret" })).toBe(true);
  for (const given of ["", "secre", "secrets", "SECRET"]) expect(isRouter({ "x-router-secret": given })).toBe(false);
  expect(isRouter({})).toBe(false);
});

test("without a secret every request may be a router's", () => {
  expect(createRouterCheck(null)({})).toBe(true);
});
