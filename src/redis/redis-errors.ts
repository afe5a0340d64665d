import { ErrorReply } from "@redis/client";

/** Codes of replies by which a server says that it serves nobody at the moment, or is not the one to write to. */
const OUT: ReadonlySet<string> = new Set([
  "LOADING",
  "READONLY",
  "MASTERDOWN",
  "BUSY",
  "NOAUTH",
  "WRONGPASS",
  "CLUSTERDOWN",
]);

/** The first word of an error reply, in capitals by convention; of the system's errors the code (`ECONNREFUSED`); else the error's class. */
export function reasonOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  return /^[A-Z]{2,20}(?= |$)/.exec(message)?.[0] ?? error.constructor.name;
}

/** True for a reply that refuses one command (`OOM`, `NOPERM`), after which others may well succeed on the same connection. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ErrorReply && !OUT.has(reasonOf(error));
}

/** True when the server does not know a script by its digest: it was restarted or flushed, or never had it. */
export function isUnknownScript(error: unknown): boolean {
  return reasonOf(error) === "NOSCRIPT";
}
