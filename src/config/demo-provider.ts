import type { Settings } from "./settings.js";

/** In the path of the simulator's own identity provider, and of no other. */
const DEMO_PROVIDER = "/demo-identity-provider";

/** True for the simulator's own identity provider, which lets in anybody as anyone. */
export const isDemoIssuer = (issuer: string): boolean => issuer.includes(DEMO_PROVIDER);

/** The page on which one signs in for the demo; null unless the gateway stands in front of its own simulator, with that identity provider. */
export function demoSignInPage({
  deployment,
  signIn: { issuer },
}: Pick<Settings, "deployment" | "signIn">): URL | null {
  if (deployment.upstreamBaseUrl !== null || issuer === null || !isDemoIssuer(issuer)) return null;
  return new URL(`${issuer.replace(/\/$/, "")}/sign-in`);
}
