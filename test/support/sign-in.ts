import { DEMO_APP } from "../../src/simulator/app-tokens.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import type { TestRequest } from "./gateway.js";

/** The environment of a gateway whose callers sign in at the simulator's identity provider. */
export const signInAt = ({ identityProvider }: Simulator, changes: Record<string, string> = {}) => ({
  JWT_ISSUER: identityProvider.issuer,
  JWT_AUDIENCE: "minutes-graph",
  DINGTALK_APP_KEY: DEMO_APP.key,
  DINGTALK_APP_SECRET: DEMO_APP.secret,
  ...changes,
});

/** A request of a signed-in person. */
export const as = (
  { identityProvider }: Simulator,
  unionId: string | null,
  claims: object = {},
): Required<Pick<TestRequest, "token" | "headers">> => ({
  token: null,
  headers: { authorization: `Bearer ${identityProvider.issue({ name: "Somebody", unionId }, claims)}` },
});
