/** What a person can do about a problem: wait and ask again, give another token, or choose another meeting. */
export type Remedy = "retry" | "token" | "meeting";

/** Something that went wrong, told to a person. */
export interface Problem {
  /** The gateway's `extensions.code`; `OFFLINE` when there was no answer at all. */
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  readonly remedy: Remedy;
  /** How long to wait before asking again; null when asking again by itself would not help. */
  readonly retryAfterMs: number | null;
}

/** Carries a problem to where it is shown. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

type Wording = Pick<Problem, "title" | "advice" | "remedy">;

const UNKNOWN: Wording = {
  title: "Something went wrong",
  advice: "The transcript could not be read. If it happens again, tell whoever runs this service.",
  remedy: "retry",
};

const WORDINGS: Readonly<Record<string, Wording>> = {
  OFFLINE: {
    title: "The service does not answer",
    advice: "It may be starting, or your connection may be down.",
    remedy: "retry",
  },
  UNAUTHENTICATED: {
    title: "Please sign in again",
    advice: "The access token is missing, wrong or expired. Enter a current one above.",
    remedy: "token",
  },
  FORBIDDEN: {
    title: "You may not read this meeting",
    advice: "Ask its organiser or your administrator for access, or try another token.",
    remedy: "token",
  },
  UNKNOWN_USER: {
    title: "DingTalk does not know this user",
    advice: "The person on whose behalf the transcript is read is not in the organisation.",
    remedy: "token",
  },
  BAD_USER_INPUT: {
    title: "This meeting cannot be asked for like that",
    advice: "Check the meeting's id, or choose another one above.",
    remedy: "meeting",
  },
  MEETING_CLOSED: {
    title: "This meeting is closed",
    advice: "Its transcript is no longer available. Choose another meeting above.",
    remedy: "meeting",
  },
  CLOUD_RECORD_NOT_FOUND: {
    title: "There is no recording of this meeting",
    advice: "Cloud recording may have been off, or the id may have a typing error.",
    remedy: "meeting",
  },
  RATE_LIMITED: {
    title: "A little too fast",
    advice: "DingTalk lets only so many requests through in a moment. Nothing is lost.",
    remedy: "retry",
  },
  QUOTA_EXHAUSTED: {
    title: "This month's quota is used up",
    advice: "Your organisation has no DingTalk calls left. Its administrator can raise the limit.",
    remedy: "meeting",
  },
  UPSTREAM_BLOCKED: {
    title: "DingTalk has blocked this service for now",
    advice: "Whoever runs it has to look into this.",
    remedy: "retry",
  },
  UPSTREAM_UNAVAILABLE: {
    title: "DingTalk is not available right now",
    advice: "This usually passes in a moment.",
    remedy: "retry",
  },
  UPSTREAM_TIMEOUT: {
    title: "DingTalk takes too long to answer",
    advice: "This usually passes in a moment.",
    remedy: "retry",
  },
  UPSTREAM_BAD_RESPONSE: {
    title: "DingTalk sent something unreadable",
    advice: "This part of the transcript is damaged. Nothing was left out in silence.",
    remedy: "retry",
  },
};

const DEFAULT_RETRY_MS = 3000;

/** What was thrown or answered, as far as this file reads it; urql's `CombinedError` is one. */
interface Failure {
  readonly graphQLErrors: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly networkError?: Error | undefined;
}

/** Tells a failure to a person, by `extensions.code`; whether to ask again by itself is for `retryable` to say. */
export function toProblem({ graphQLErrors, networkError }: Failure): Problem {
  const extensions = graphQLErrors[0]?.extensions ?? {};
  const offline = graphQLErrors.length === 0 && networkError !== undefined;
  const code = offline ? "OFFLINE" : String(extensions["code"] ?? "INTERNAL_SERVER_ERROR");
  const wait = Number(extensions["retryAfterMs"] ?? DEFAULT_RETRY_MS);
  return {
    code,
    ...(WORDINGS[code] ?? UNKNOWN),
    retryAfterMs: offline || extensions["retryable"] === true ? wait : null,
  };
}

/** The problem in whatever was thrown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : toProblem({ graphQLErrors: [] });
}
