import type { Credentials } from "./credentials.ts";
import { keep, recall } from "./tab-storage.ts";

/** What of a browser's window is used here. */
export interface SignInWindow {
  readonly location: { readonly href: string; assign(url: string): void };
  readonly history: { replaceState(data: null, unused: "", url: string): void };
}

/** A random word, so that a JWT which this tab did not ask for counts for nothing; and the address to come back to. */
interface Errand {
  readonly state: string;
  readonly address: string;
}

const NAME = "sign-in";

/**
 * Goes to the page on which one signs in, as the demo's identity provider has it; it sends the browser back with a JWT behind the `#`.
 * In front of another identity provider this file is the one to replace, by the provider's own client (authorization code flow
 * with PKCE).
 */
export function beginSignIn(page: string, { location }: Pick<SignInWindow, "location">): void {
  const errand: Errand = { state: crypto.randomUUID(), address: location.href };
  keep(NAME, errand);
  const back = new URL(location.href);
  back.hash = "";
  const target = new URL(page);
  target.search = new URLSearchParams({ redirect_uri: back.href, state: errand.state }).toString();
  location.assign(target.href);
}

/**
 * Takes the JWT that an identity provider has put behind the `#` of the address, and puts the address there that somebody came
 * from. Null: there is none, or this tab did not ask for it, or it is no JWT.
 */
export function takeSignIn({ location, history }: SignInWindow): Credentials | null {
  const url = new URL(location.href);
  const parameters = new URLSearchParams(url.hash.slice(1));
  const jwt = parameters.get("id_token");
  if (jwt === null) return null;
  const errand = takeErrand();
  url.hash = "";
  history.replaceState(null, "", errand?.address ?? url.href);
  if (errand === null || errand.state !== parameters.get("state")) return null;
  const claims = readClaims(jwt);
  return claims === null ? null : { kind: "person", jwt, name: claims.name };
}

function takeErrand(): Errand | null {
  const errand = recall(NAME);
  keep(NAME, null);
  if (typeof errand !== "object" || errand === null || !("state" in errand) || !("address" in errand)) return null;
  return { state: String(errand.state), address: String(errand.address) };
}

/** The name that a JWT gives its person (OpenID Connect Core 1.0, section 5.1), to be shown; null when it is no JWT. */
function readClaims(jwt: string): { readonly name: string | null } | null {
  try {
    const bytes = atob((jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0) ?? 0));
    const { name }: { readonly name?: unknown } = JSON.parse(text);
    return { name: typeof name === "string" ? name : null };
  } catch {
    return null;
  }
}
