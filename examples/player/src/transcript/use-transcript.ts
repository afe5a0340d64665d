import { useCallback, useEffect, useRef, useState } from "react";
import { type Problem, problemOf } from "./problem.ts";
import type { Target, Task, TranscriptReader } from "./reader.ts";
import type { TranscriptWindow } from "./window.ts";

/** A transcript as far as it has been read. */
interface TranscriptState {
  /** Null until something has been read. */
  readonly window: TranscriptWindow | null;
  /** Counts the windows opened, so that a view can tell a new one from one that has grown. */
  readonly opened: number;
  /** What the window was opened around. */
  readonly target: Target | null;
}

/** A transcript, and the way to read more of it. */
export interface Transcript extends TranscriptState {
  readonly busy: Task["kind"] | null;
  /** What went wrong with which task, and how often in a row. */
  readonly trouble: { readonly task: Task; readonly problem: Problem; readonly attempt: number } | null;
  /** Does a task, unless another is being done; `open` always comes first, and drops what is under way. */
  readonly run: (task: Task) => void;
}

const NOTHING: TranscriptState = { window: null, opened: 0, target: null };

/** Reads a meeting's transcript, from `start` at first. Another reader takes another `key`. */
export function useTranscript(reader: TranscriptReader, start: Target): Transcript {
  const [state, setState] = useState(NOTHING);
  const [busy, setBusy] = useState<Task["kind"] | null>(null);
  const [trouble, setTrouble] = useState<Transcript["trouble"]>(null);
  const current = useRef<{ task: Task | null; state: TranscriptState }>({ task: null, state: NOTHING });

  const run = useCallback(
    (task: Task) => {
      const now = current.current;
      if (now.task !== null && task.kind !== "open") return;
      now.task = task;
      setBusy(task.kind);
      const settle = (show: () => void) => {
        if (now.task !== task) return;
        now.task = null;
        setBusy(null);
        show();
      };
      reader.read(task, now.state.window).then(
        (window) =>
          settle(() => {
            now.state = after(now.state, task, window);
            setState(now.state);
            setTrouble(null);
          }),
        (error: unknown) =>
          settle(() => setTrouble((last) => ({ task, problem: problemOf(error), attempt: (last?.attempt ?? 0) + 1 }))),
      );
    },
    [reader],
  );

  const [firstTask] = useState<Task>({ kind: "open", target: start });
  useEffect(() => run(firstTask), [run, firstTask]);
  return { ...state, busy, trouble, run };
}

function after(state: TranscriptState, task: Task, window: TranscriptWindow): TranscriptState {
  if (task.kind === "open") return { window, opened: state.opened + 1, target: task.target };
  return window === state.window ? state : { ...state, window };
}
