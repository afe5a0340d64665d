import { ErrorReply } from "@redis/client";

/** Codes of error replies that concern the server as a whole: it cannot serve now, or cannot be written to. */
const SERVER_FAILURES: ReadonlySet<string> = new Set([
  "LOADING",
  "READONLY",
  "MASTERDOWN",
  "BUSY",
  "NOAUTH",
  "WRONGPASS",
  "CLUSTERDOWN",
]);

/** A short reason: a system error's code (`ECONNREFUSED`), a reply's first word (`OOM`), or the error's class. */
export function reasonOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  return /^[A-Z]{2,20}(?= |$)/.exec(message)?.[0] ?? error.constructor.name;
}

/** True for an error reply to one command (`OOM`, `NOPERM`). Other commands may succeed on the same connection. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ErrorReply && !SERVER_FAILURES.has(reasonOf(error));
}

/** True if the server does not know a script's digest. It may have been restarted or flushed. */
export function isUnknownScript(error: unknown): boolean {
  return reasonOf(error) === "NOSCRIPT";
}
