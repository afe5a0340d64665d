import type { Credentials } from "./credentials.ts";
import { keep, recall } from "./tab-storage.ts";

/** The part of a browser's window that is used here. */
export interface SignInWindow {
  readonly location: { readonly href: string; assign(url: string): void };
  readonly history: { replaceState(data: null, unused: "", url: string): void };
}

/** A random text, so that a JWT that this tab did not request is ignored; and the address to return to. */
interface Errand {
  readonly state: string;
  readonly address: string;
}

const NAME = "sign-in";

/**
 * Opens the sign-in page of the demo's identity provider, which sends the browser back with a JWT after the `#`. For
 * another identity provider, replace this file by that provider's client (authorization code flow with PKCE).
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
 * Reads the JWT that an identity provider has put after the `#` of the address, and restores the address from which the
 * person signed in. Null: there is none, this tab did not request it, or it is not a JWT.
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

/** The person's name in a JWT (OpenID Connect Core 1.0, section 5.1), to show it; null if it is not a JWT. */
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
