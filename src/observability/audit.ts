import { createHmac } from "node:crypto";
import { outcomeOf, type OperationReport } from "./operation-report.js";

/** Long enough that no two people or meetings share one. */
const DIGEST_LENGTH = 32;

/** Who asked for which meetings, and what came of it, as one line of the log. */
interface AuditLine {
  readonly requestId: string;
  /** A digest of the operator, or else of the identity; null: the request had no credentials that hold. */
  readonly who: string | null;
  /** Digests of the meetings that were named, whether or not they were read. */
  readonly meetings: readonly string[];
  readonly outcome: string;
  readonly codes: readonly string[];
}

/** Makes the audit line of an operation. */
export type Audit = (report: OperationReport) => AuditLine;

/**
 * Gives what makes audit lines. A digest is HMAC-SHA-256 in hexadecimal, cut to 32 digits, of `person:` or `meeting:` and the id: whoever
 * has the secret can compute it for a person and search the log, and nobody else can tell whose it is.
 */
export function createAudit(secret: string): Audit {
  const digest = (kind: "person" | "identity" | "meeting", id: string) =>
    createHmac("sha256", secret).update(`${kind}:${id}`).digest("hex").slice(0, DIGEST_LENGTH);
  const whoIs = ({ credentials }: OperationReport) => {
    if (credentials === null) return null;
    const { operator, identity } = credentials;
    return operator === null ? digest("identity", identity) : digest("person", operator);
  };
  return (report) => ({
    requestId: report.activity.requestId,
    who: whoIs(report),
    meetings: Array.from(report.activity.conferenceIds, (id) => digest("meeting", id)),
    outcome: outcomeOf(report),
    codes: report.codes,
  });
}
