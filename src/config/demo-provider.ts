import type { Settings } from "./settings.js";

/** Part of the path of the simulator's identity provider, and of no other. */
const DEMO_PROVIDER = "/demo-identity-provider";

/** True for the simulator's identity provider, where anyone can sign in as anyone. */
export const isDemoIssuer = (issuer: string): boolean => issuer.includes(DEMO_PROVIDER);

/** The demo's sign-in page; null unless the gateway runs with its own simulator and that identity provider. */
export function demoSignInPage({
  deployment,
  signIn: { issuer },
}: Pick<Settings, "deployment" | "signIn">): URL | null {
  if (deployment.upstreamBaseUrl !== null || issuer === null || !isDemoIssuer(issuer)) return null;
  return new URL(`${issuer.replace(/\/$/, "")}/sign-in`);
}
