import type { Session } from "./transcript/use-transcript.ts";

const KEY = "transcript-player.session";
const DEMO: Session = { conferenceId: "demo", token: "demo-token" };

/** The meeting and token of this tab; the demo's at first. The token is gone when the tab is closed. */
export function loadSession(): Session {
  const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  return isSession(stored) ? stored : DEMO;
}

/** Keeps meeting and token for as long as the tab. */
export function saveSession(session: Session): void {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

function isSession(value: unknown): value is Session {
  if (typeof value !== "object" || value === null) return false;
  return (
    "conferenceId" in value &&
    typeof value.conferenceId === "string" &&
    "token" in value &&
    typeof value.token === "string"
  );
}
