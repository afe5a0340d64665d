/** A person who has signed in. The session exists only in the memory of the page; nothing writes it to any storage. */
export interface Session {
  readonly jwt: string;
  /** The name to show. It is not verified here; the gateway verifies the JWT itself. */
  readonly name: string;
}

/** The parts of a browser's window that are used here. */
export interface SessionWindow {
  readonly location: { readonly href: string; assign(url: string): void };
  readonly history: { replaceState(data: null, unused: "", url: string): void };
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/**
 * The key of a random text, stored while the person signs in, so that a JWT that this tab did not request is ignored.
 */
const STATE = "minutes-graph:sign-in-state";

/** Opens the sign-in page, which sends the browser back to this page. */
export function beginSignIn(page: string, { location, sessionStorage }: SessionWindow): void {
  const state = crypto.randomUUID();
  sessionStorage.setItem(STATE, state);
  const target = new URL(page);
  target.search = new URLSearchParams({ redirect_uri: withoutHash(location.href), state }).toString();
  location.assign(target.href);
}

/**
 * Reads the JWT that an identity provider has put after the `#` of the address, and removes it from the address and
 * from the tab's history. Null: there is none, this tab did not request it, or it is not a JWT.
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

/** Sends the session's JWT with each request that has no `authorization` from the header editor. */
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

/** The name of the person in a JWT (OpenID Connect Core 1.0, section 5.1); null if it is not a JWT. */
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
