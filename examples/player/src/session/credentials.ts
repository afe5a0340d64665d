import { keep, recall } from "./tab-storage.ts";

/** As whom the gateway is asked: somebody who has signed in, or the bearer of a DingTalk token. */
export type Credentials =
  | { readonly kind: "person"; readonly jwt: string; readonly name: string | null }
  | { readonly kind: "token"; readonly token: string };

const NAME = "credentials";
/** The simulator's, which everybody may know. */
const DEMO_TOKEN: Credentials = { kind: "token", token: "demo-token" };

/** The headers that a request needs. */
export function toHeaders(credentials: Credentials): Readonly<Record<string, string>> {
  if (credentials.kind === "person") return { authorization: `Bearer ${credentials.jwt}` };
  return credentials.token === "" ? {} : { "x-acs-dingtalk-access-token": credentials.token };
}

/**
 * The credentials that this tab has kept; null: somebody has to sign in. Without a sign-in page it is the demo's token. They are
 * gone when the tab is closed, and no other site can read them.
 */
export function loadCredentials(signsIn: boolean): Credentials | null {
  const kept = recall(NAME);
  if (isCredentials(kept) && (kept.kind === "person") === signsIn) return kept;
  return signsIn ? null : DEMO_TOKEN;
}

/** Keeps credentials for as long as the tab; null: forgets them. */
export const saveCredentials = (credentials: Credentials | null): void => keep(NAME, credentials);

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== "object" || value === null) return false;
  if ("jwt" in value) return typeof value.jwt === "string" && "kind" in value && value.kind === "person";
  return "token" in value && typeof value.token === "string" && "kind" in value && value.kind === "token";
}
