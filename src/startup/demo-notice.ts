import { demoSignInPage } from "../config/demo-provider.js";
import type { Config } from "../config/parse-config.js";

const QUERY =
  '{ conference(conferenceId: "demo") { paragraphs(first: 2) { nodes { speakerName startTime text sentences { nodes { text words { nodes { text startTime endTime } } } } } pageInfo { hasNextPage endCursor } } } }';

/**
 * The notice for people who have just started the gateway with the embedded simulator: how to make a first request.
 * `address` is the gateway's.
 */
export function demoNotice(address: URL, config: Config): string {
  const endpoint = new URL("/graphql", address).href;
  const signInPage = demoSignInPage(config);
  return `
DINGTALK_BASE_URL is not set, so this gateway stands in front of a simulator: invented meetings, ${describeSignIn(config, signInPage)}.

  ${config.exploring.playgroundEnabled ? "Playground" : "Endpoint  "}   ${endpoint}${signInPage === null ? "" : `\n  Sign in      ${signInPage.href}`}
  Try it       paste this into another terminal:

curl -s ${endpoint} \\
  -H 'content-type: application/json' \\
  -H ${credentials(config, signInPage)} \\
  -d '${JSON.stringify({ query: QUERY })}'
`;
}

function describeSignIn({ signIn }: Config, signInPage: URL | null): string {
  if (signIn.issuer === null) return "no credentials needed";
  return signInPage === null ? "with a JWT of JWT_ISSUER" : "and its demo identity provider, where anyone can sign in";
}

/** A header for the shell. The demo's identity provider gives its first person's JWT to anyone. */
function credentials({ signIn }: Config, signInPage: URL | null): string {
  if (signIn.issuer === null) return "'x-acs-dingtalk-access-token: demo-token'";
  return signInPage === null
    ? `"authorization: Bearer $JWT"`
    : `"authorization: Bearer $(curl -s '${signInPage.href}?person=0')"`;
}
