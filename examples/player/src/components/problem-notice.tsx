import { useMessages } from "../language/use-messages.ts";
import type { Problem } from "../transcript/problem.ts";
import { useCountdown } from "./use-countdown.ts";

/** The maximum wait before an automatic retry, unless the gateway asks for a longer one. */
const MAX_WAIT_MS = 60_000;
/** The maximum number of automatic retries. */
const MAX_ATTEMPTS = 5;

interface ProblemNoticeProps {
  readonly problem: Problem;
  /** The number of failures in a row, from 1. Each one doubles the wait. */
  readonly attempt: number;
  readonly onRetry: () => void;
  readonly onSignIn: (() => void) | null;
}

/** Shows the problem and what to do. A problem that may pass is retried automatically after a countdown. */
export function ProblemNotice({ problem, attempt, onRetry, onSignIn }: ProblemNoticeProps) {
  const { code, remedy, retryAfterMs, notBefore } = problem;
  const { problems, unknownProblem, signIn } = useMessages();
  const { title, advice } = problems[code] ?? unknownProblem;
  const askedMs = retryAfterMs ?? 0;
  const waitMs = Math.max(askedMs, Math.min(MAX_WAIT_MS, askedMs * 2 ** (attempt - 1)));
  return (
    <div className="notice" role="alert" data-remedy={remedy}>
      <h2>{title}</h2>
      <p>{advice}</p>
      {notBefore !== null && <Wait key={notBefore} until={notBefore} onRetry={onRetry} />}
      {remedy === "retry" && (
        <p className="retry">
          <RetryButton onRetry={onRetry} />
          {retryAfterMs !== null && attempt <= MAX_ATTEMPTS && (
            <Countdown key={attempt} waitMs={waitMs} onEnd={onRetry} />
          )}
        </p>
      )}
      {remedy === "sign-in" && onSignIn !== null && (
        <p className="retry">
          <button type="button" onClick={onSignIn}>
            {signIn}
          </button>
        </p>
      )}
      <p className="code">{code}</p>
    </div>
  );
}

function RetryButton({ onRetry }: Pick<ProblemNoticeProps, "onRetry">) {
  const { tryAgain } = useMessages();
  return (
    <button type="button" onClick={onRetry}>
      {tryAgain}
    </button>
  );
}

interface CountdownProps {
  readonly waitMs: number;
  readonly onEnd: () => void;
}

/** Screen readers do not read each second. */
function Countdown({ waitMs, onEnd }: CountdownProps) {
  const { language, nextTry } = useMessages();
  const seconds = useCountdown(waitMs, onEnd);
  const text = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long" }).format(seconds);
  return <span aria-live="off">{nextTry(text)}</span>;
}

/** Says from when on a person may try again; the button appears then. */
function Wait({ until, onRetry }: { readonly until: number } & Pick<ProblemNoticeProps, "onRetry">) {
  const { language, notBefore } = useMessages();
  const seconds = useCountdown(Math.max(0, until - Date.now()), NOTHING);
  if (seconds <= 0)
    return (
      <p className="retry">
        <RetryButton onRetry={onRetry} />
      </p>
    );
  return <p className="retry">{notBefore(formatDateTime(until, language))}</p>;
}

const NOTHING = () => undefined;
const DAY_MS = 86_400_000;

/** A time of day, with its date if it is more than a day ahead. */
function formatDateTime(atMs: number, language: string): string {
  const dateStyle = atMs - Date.now() > DAY_MS ? ({ dateStyle: "long" } as const) : {};
  return new Intl.DateTimeFormat(language, { ...dateStyle, timeStyle: "short" }).format(atMs);
}
