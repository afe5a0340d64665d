/** Somebody who has signed in. It lives as long as the page, in its memory alone: nothing writes it to any storage. */
export interface Session {
  readonly jwt: string;
  /** As whom the gateway asks, to be shown; the gateway itself believes only what it has verified. */
  readonly name: string;
}

/** What of a browser's window is used here. */
export interface SessionWindow {
  readonly location: { readonly href: string; assign(url: string): void };
  readonly history: { replaceState(data: null, unused: "", url: string): void };
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/** Holds a random word while somebody is at the identity provider, so that a JWT which this tab did not ask for counts for nothing. */
const STATE = "minutes-graph:sign-in-state";

/** Goes to the page on which one signs in; it sends the browser back to this one. */
export function beginSignIn(page: string, { location, sessionStorage }: SessionWindow): void {
  const state = crypto.randomUUID();
  sessionStorage.setItem(STATE, state);
  const target = new URL(page);
  target.search = new URLSearchParams({ redirect_uri: withoutHash(location.href), state }).toString();
  location.assign(target.href);
}

/**
 * Takes the JWT that an identity provider has put behind the `#` of the address, and removes it from there and from the tab's
 * history. Null: there is none, or this tab did not ask for it, or it is no JWT.
 */
export function takeSession({ location, history, sessionStorage }: SessionWindow): Session | null {
  const parameters = new URLSearchParams(new URL(location.href).hash.slice(1));
  const jwt = parameters.get("id_token");
  if (jwt === null) return null;
  history.replaceState(null, "", withoutHash(location.href));
  const state = sessionStorage.getItem(STATE);
  sessionStorage.removeItem(STATE);
  const name = state !== null && parameters.get("state") === state ? readName(jwt) : null;
  return name === null ? null : { jwt, name };
}

/** Sends the session's JWT with each request whose header editor brings no other. */
export function fetchAs({ jwt }: Session): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${jwt}`);
    return fetch(input, { ...init, headers });
  };
}

function withoutHash(href: string): string {
  const url = new URL(href);
  url.hash = "";
  return url.href;
}

/** The name that a JWT gives its person (OpenID Connect Core 1.0, section 5.1); null when it is no JWT. */
function readName(jwt: string): string | null {
  try {
    const bytes = atob((jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0) ?? 0));
    const { name = "somebody without a name" }: { readonly name?: unknown } = JSON.parse(text);
    return String(name);
  } catch {
    return null;
  }
}
