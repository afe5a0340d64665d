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
