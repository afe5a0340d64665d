/** What a person can do about a problem: try again, wait until a time, sign in, choose another meeting, or nothing. */
export type Remedy = "retry" | "wait" | "sign-in" | "meeting" | "none";

/** A problem. `language/` has a message for each code. */
export interface Problem {
  /** The gateway's `extensions.code`; `OFFLINE` if there was no response. */
  readonly code: string;
  readonly remedy: Remedy;
  /** The wait in milliseconds before the player retries automatically; null if a retry would not help. */
  readonly retryAfterMs: number | null;
  /** When a person may try again, in milliseconds since 1970; null if that is not known. */
  readonly notBefore: number | null;
}

/** Carries a problem to the component that shows it. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  UNAUTHENTICATED: "sign-in",
  FORBIDDEN: "sign-in",
  UNKNOWN_USER: "sign-in",
  BAD_USER_INPUT: "meeting",
  MEETING_CLOSED: "meeting",
  CLOUD_RECORD_NOT_FOUND: "meeting",
  OPERATION_TOO_COSTLY: "none",
  QUOTA_EXHAUSTED: "none",
};

const DEFAULT_RETRY_MS = 3000;

/** The part of a GraphQL error that is used here. */
export interface GraphQLFailure {
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * The problem that a response's errors report, by `extensions.code`. Null: there was no response.
 * `now`: in milliseconds since 1970.
 */
export function toProblem(errors: readonly GraphQLFailure[] | null, now = Date.now()): Problem {
  const offline = errors === null;
  const extensions = errors?.[0]?.extensions ?? {};
  const code = offline ? "OFFLINE" : String(extensions["code"] ?? "INTERNAL_SERVER_ERROR");
  const wait = Number(extensions["retryAfterMs"] ?? DEFAULT_RETRY_MS);
  const waits = extensions["retryable"] !== true && extensions["retryAfterMs"] !== undefined;
  return {
    code,
    remedy: waits ? "wait" : (REMEDIES[code] ?? "retry"),
    retryAfterMs: offline || extensions["retryable"] === true ? wait : null,
    notBefore: waits ? now + wait : null,
  };
}

/** The problem in anything that was thrown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : toProblem([]);
}
