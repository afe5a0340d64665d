import { createHmac } from "node:crypto";
import { outcomeOf, type OperationReport } from "./operation-report.js";

/** In hexadecimal digits: enough that two people or meetings practically never have the same digest. */
const DIGEST_LENGTH = 32;

/** Who requested which meetings, and with which outcome, as one line of the log. */
interface AuditLine {
  readonly requestId: string;
  /**
   * A digest of the operator, or of the identity if there is no operator; null: the request had no valid credentials.
   */
  readonly who: string | null;
  /** Digests of the meetings in the request, even if they were not read. */
  readonly meetings: readonly string[];
  readonly outcome: string;
  readonly codes: readonly string[];
}

/** Creates the audit line of an operation. */
export type Audit = (report: OperationReport) => AuditLine;

/**
 * Returns a function that creates audit lines. A digest is HMAC-SHA-256 in hexadecimal, cut to 32 digits, of `person:`
 * or `meeting:` and the id. The owner of the secret can compute it for a person and search the log. Nobody else can.
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
