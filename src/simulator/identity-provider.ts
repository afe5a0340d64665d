import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { DEMO_PEOPLE, type DemoPerson } from "./demo-people.js";
import { renderPeople, type SignInQuery } from "./identity-page.js";
import { createSigningKeys } from "./signing-keys.js";

/** In the path of everything that it serves, so that nobody mistakes it for a real one. */
const ROOT = "/demo-identity-provider";
/** The audience of its JWTs. */
const AUDIENCE = "minutes-graph";
const LIFE_SECONDS = 3600;

/** A small identity provider for the demo: anyone can sign in as anyone. */
export interface IdentityProvider {
  /** The `iss` of its JWTs. */
  readonly issuer: string;
  /** Signs a JWT for a person, valid for an hour; `claims` replace its own. */
  issue(person: DemoPerson, claims?: object): string;
  /** From now on a new key signs; JWTs of the previous key stay valid. */
  rotate(): void;
}

/** Adds it to a server; `baseUrl` returns the server's address once it listens. */
export function registerIdentityProvider(app: FastifyInstance, baseUrl: () => string): IdentityProvider {
  const keys = createSigningKeys();
  const issuer = () => baseUrl() + ROOT;
  const issue = (person: DemoPerson, claims: object = {}) => keys.sign({ ...claimsOf(person, issuer()), ...claims });
  app.get(`${ROOT}/.well-known/openid-configuration`, async () => ({
    issuer: issuer(),
    jwks_uri: `${issuer()}/keys`,
    authorization_endpoint: `${issuer()}/sign-in`,
    id_token_signing_alg_values_supported: ["ES256"],
  }));
  app.get(`${ROOT}/keys`, async () => keys.publish());
  app.get<SignInRoute>(`${ROOT}/sign-in`, async (request, reply) => showPeople(request, reply, issue));
  return {
    get issuer() {
      return issuer();
    },
    issue,
    rotate: () => keys.rotate(),
  };
}

/** The claims of a person's JWT. */
function claimsOf({ name, unionId }: DemoPerson, iss: string) {
  const iat = Math.floor(Date.now() / 1000);
  const person = { sub: unionId ?? "nobody", name, ...(unionId !== null && { unionId }) };
  return { iss, aud: AUDIENCE, iat, exp: iat + LIFE_SECONDS, demo: true, ...person };
}

interface SignInRoute {
  readonly Querystring: SignInQuery & { readonly person?: string };
}

/** The page with the list of people. Once a person is chosen, it sends the browser back to its origin, with a JWT. */
function showPeople(
  { query }: FastifyRequest<SignInRoute>,
  reply: FastifyReply,
  issue: (person: DemoPerson) => string,
): FastifyReply {
  const back = toLoopbackUrl(query.redirect_uri);
  const person = DEMO_PEOPLE[Number(query.person ?? Number.NaN)];
  reply.headers({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
  });
  if (person === undefined) return reply.type("text/html; charset=utf-8").send(renderPeople(DEMO_PEOPLE, query));
  const jwt = issue(person);
  if (back === null) return reply.type("text/plain; charset=utf-8").send(`${jwt}\n`);
  // In the fragment, which browsers do not send to servers, so it appears in no server's log.
  back.hash = new URLSearchParams({ id_token: jwt, state: query.state ?? "" }).toString();
  return reply.redirect(back.href);
}

/** Only to pages of this machine, so that the JWT goes nowhere else. */
function toLoopbackUrl(text: string | undefined): URL | null {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && LOOPBACK.has(url.hostname) ? url : null;
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
