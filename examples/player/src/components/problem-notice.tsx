import { useEffect, useState } from "react";
import type { Problem } from "../transcript/problem.ts";

const SECOND_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** How often a page is asked for again without anybody asking. */
const MOST_ATTEMPTS = 5;

interface ProblemNoticeProps {
  readonly problem: Problem;
  /** Which failure in a row this is, from 1; each doubles the wait. */
  readonly attempt: number;
  readonly onRetry: () => void;
}

/** Says what went wrong and what to do; what may pass by itself is tried again after a countdown. */
export function ProblemNotice({ problem, attempt, onRetry }: ProblemNoticeProps) {
  const { code, title, advice, remedy, retryAfterMs } = problem;
  const waitMs = Math.min(LONGEST_WAIT_MS, (retryAfterMs ?? 0) * 2 ** (attempt - 1));
  return (
    <div className="notice" role="alert">
      <h2>{title}</h2>
      <p>{advice}</p>
      {remedy === "retry" && (
        <p className="retry">
          <button type="button" onClick={onRetry}>
            Try again now
          </button>
          {retryAfterMs !== null && attempt <= MOST_ATTEMPTS && (
            <Countdown key={attempt} waitMs={waitMs} onEnd={onRetry} />
          )}
        </p>
      )}
      <p className="code">{code}</p>
    </div>
  );
}

interface CountdownProps {
  readonly waitMs: number;
  readonly onEnd: () => void;
}

/** Not read aloud second by second. */
function Countdown({ waitMs, onEnd }: CountdownProps) {
  const seconds = useCountdown(waitMs, onEnd);
  return (
    <span aria-live="off">
      or wait: next try in {seconds} {seconds === 1 ? "second" : "seconds"}
    </span>
  );
}

/** Counts down in whole seconds, and calls `onEnd` once at the end. */
function useCountdown(waitMs: number, onEnd: () => void): number {
  const [leftMs, setLeftMs] = useState(waitMs);
  useEffect(() => {
    const step = Math.min(leftMs, SECOND_MS);
    const timer = setTimeout(() => (leftMs <= SECOND_MS ? onEnd() : setLeftMs(leftMs - SECOND_MS)), step);
    return () => clearTimeout(timer);
  }, [leftMs, onEnd]);
  return Math.ceil(leftMs / SECOND_MS);
}
