import { expect, test } from "@jest/globals";
import { AppSecret } from "../../src/auth/app-secret.js";
import { AppToken } from "../../src/auth/app-token.js";
import { createCompanySignIn } from "../../src/auth/sign-in.js";
import { TestClock } from "../support/clock.js";

const unused = () => Promise.reject(new Error("unused"));

/** Company sign-in whose verifier does `verify`. */
function signIn(verify: () => Promise<Record<string, unknown>>) {
  const clock = new TestClock();
  return createCompanySignIn({
    verifier: { verify },
    operatorClaim: "unionId",
    identity: "app",
    token: new AppToken({ fetchToken: unused, markSecret: unused, clock, onFetch: () => undefined }),
    secret: new AppSecret(unused, clock),
    passThroughEnabled: false,
    onRefusal: () => undefined,
  });
}

const headers = { authorization: "Bearer jwt" };

test("a fault of the gateway itself is not the caller's error", async () => {
  const fault = new TypeError("a bug");
  await expect(signIn(() => Promise.reject(fault))(headers)).rejects.toBe(fault);
});

test.each([{}, { unionId: "" }, { unionId: " " }, { unionId: 1 }, { unionId: ["u"] }])(
  "the claims %j name no operator",
  async (claims) => {
    expect(await signIn(async () => claims)(headers)).toMatchObject({ code: "FORBIDDEN", reason: "operator" });
  },
);
