import type { Credentials } from "../transcript/credentials.js";
import { upstreamFields } from "./failure-log.js";
import type { FailureCount, OperationActivity } from "./operation-activity.js";

/** As much of the digest of an identity as tells callers apart. */
const CALLER_LENGTH = 12;

/** What is told of an operation once it is answered. Nothing of its caller is written but digests. */
export interface OperationReport {
  /** The operation's own name; null: it has none, or did not come to run. */
  readonly name: string | null;
  /** SHA-256 of the query's text, in hexadecimal; null: there was no query. */
  readonly queryHash: string | null;
  readonly durationMs: number;
  /** The codes of its errors, each once; none: all went well. */
  readonly codes: readonly string[];
  readonly activity: OperationActivity;
  /** Null: the request brought none that hold. */
  readonly credentials: Pick<Credentials, "identity" | "operator"> | null;
}

/** Hears of every operation. It must not throw. */
export type OperationListener = (report: OperationReport) => void;

/** What became of an operation, in a word: `OK`, or the code of its first error. */
export function outcomeOf({ codes }: OperationReport): string {
  return codes[0] ?? "OK";
}

/** The report as one line of the log. */
export function toLogLine(report: OperationReport) {
  const { name, queryHash, durationMs, codes, credentials, activity } = report;
  const { requestId, client, cost, upstreamCalls, retries, waitedMs, savedCalls, pages, loads, failures } = activity;
  return {
    requestId,
    clientName: client.name,
    clientVersion: client.version,
    caller: credentials?.identity.slice(0, CALLER_LENGTH) ?? null,
    operation: name,
    queryHash,
    outcome: outcomeOf(report),
    codes,
    durationMs: Math.round(durationMs),
    cost,
    upstreamCalls,
    retries,
    upstreamWaitMs: Math.round(waitedMs),
    savedCalls,
    pages,
    loads,
    upstreamFailures: failures.map(toFields),
  };
}

function toFields({ reason, cause, upstream, attempts }: FailureCount) {
  return { reason, cause, ...upstreamFields(upstream), attempts };
}
