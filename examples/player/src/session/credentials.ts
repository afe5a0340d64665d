import { keep, recall } from "./tab-storage.ts";

/** The credentials for the gateway: a signed-in person's JWT, or a DingTalk token. */
export type Credentials =
  | { readonly kind: "person"; readonly jwt: string; readonly name: string | null }
  | { readonly kind: "token"; readonly token: string };

const NAME = "credentials";
/** The simulator's token, which is public. */
const DEMO_TOKEN: Credentials = { kind: "token", token: "demo-token" };
/** With other characters, `fetch` fails as if there were no connection. */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

/** The headers of a request. */
export function toHeaders(credentials: Credentials): Readonly<Record<string, string>> {
  if (credentials.kind === "person") return { authorization: `Bearer ${credentials.jwt}` };
  return HEADER_VALUE.test(credentials.token) ? { "x-acs-dingtalk-access-token": credentials.token } : {};
}

/**
 * The credentials that this tab has stored; null: the person must sign in. Without a sign-in page, the demo's token is
 * the default. They are deleted when the tab is closed, and no other site can read them.
 */
export function loadCredentials(signsIn: boolean): Credentials | null {
  const kept = recall(NAME);
  if (isCredentials(kept) && (kept.kind === "person") === signsIn) return kept;
  return signsIn ? null : DEMO_TOKEN;
}

/** Stores credentials until the tab is closed; null: deletes them. */
export const saveCredentials = (credentials: Credentials | null): void => keep(NAME, credentials);

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== "object" || value === null) return false;
  if ("jwt" in value) return typeof value.jwt === "string" && "kind" in value && value.kind === "person";
  return "token" in value && typeof value.token === "string" && "kind" in value && value.kind === "token";
}
