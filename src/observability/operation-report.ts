import type { Credentials } from "../transcript/credentials.js";
import { upstreamFields } from "./failure-log.js";
import type { FailureCount, OperationActivity } from "./operation-activity.js";

/** The length to which the digest of an identity is cut; enough to distinguish callers. */
const CALLER_LENGTH = 12;

/** An operation that has its response. Its caller appears only as digests. */
export interface OperationReport {
  /** The operation's name; null: it has none, or did not run. */
  readonly name: string | null;
  /** SHA-256 of the query's text, in hexadecimal; null: there was no query. */
  readonly queryHash: string | null;
  readonly durationMs: number;
  /** The codes of its errors, each once; empty: no errors. */
  readonly codes: readonly string[];
  readonly activity: OperationActivity;
  /** Null: the request had no valid credentials. */
  readonly credentials: Pick<Credentials, "identity" | "operator"> | null;
}

/** Gets every operation. It must not throw. */
export type OperationListener = (report: OperationReport) => void;

/** The outcome of an operation: `OK`, or the code of its first error. */
export function outcomeOf({ codes }: OperationReport): string {
  return codes[0] ?? "OK";
}

/** The report as one line of the log. */
export function toLogLine(report: OperationReport) {
  const { name, queryHash, durationMs, codes, credentials, activity } = report;
  const { requestId, client, cost, upstreamCalls, retries, waitedMs, savedCalls, pages, loads, failures } = activity;
  const { waiting } = activity;
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
    ...(waiting !== null && { redisWaitMs: Math.round(waiting.spentMs) }),
    pages,
    loads,
    upstreamFailures: failures.map(toFields),
  };
}

function toFields({ reason, cause, upstream, attempts }: FailureCount) {
  return { reason, cause, ...upstreamFields(upstream), attempts };
}
