import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { type Problem, problemOf } from "./problem.ts";
import type { Target, Task, TranscriptReader } from "./reader.ts";
import type { TranscriptWindow } from "./window.ts";

/** The part of a transcript that has been read. */
interface TranscriptState {
  /** Null until something has been read. */
  readonly window: TranscriptWindow | null;
  /** Counts the opened windows, so that a view can distinguish a new one from one that has grown. */
  readonly opened: number;
}

/** A transcript, and the function that reads more of it. */
export interface Transcript extends TranscriptState {
  readonly busy: Task["kind"] | null;
  /** A failed task, its problem, and the number of failures in a row. */
  readonly trouble: { readonly task: Task; readonly problem: Problem; readonly attempt: number } | null;
  /** Runs a task, unless another is running; `open` always runs, and drops the running task. */
  readonly run: (task: Task) => void;
  /** Hides the problem, because the person goes to another part of the text. It stays if there is no text yet. */
  readonly dismiss: () => void;
}

/** Where a transcript begins. */
interface Beginning {
  readonly reader: TranscriptReader;
  readonly target: Target;
  /** The window around the target, if it has been requested. */
  readonly reading: Promise<TranscriptWindow> | null;
  /** The same window when it has arrived; null until then. */
  readonly window: TranscriptWindow | null;
}

/** Reads a meeting's transcript. To begin elsewhere, use another `key`. */
export function useTranscript({ reader, target, reading: first, window: firstWindow }: Beginning): Transcript {
  const [state, setState] = useState<TranscriptState>({ window: firstWindow, opened: 0 });
  const [busy, setBusy] = useState<Task["kind"] | null>(firstWindow === null ? "open" : null);
  const [trouble, setTrouble] = useState<Transcript["trouble"]>(null);
  const current = useRef<{ task: Task | null; state: TranscriptState }>({ task: null, state });

  const begin = useCallback(
    (task: Task, reading: Promise<TranscriptWindow> | null) => {
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
      (reading ?? reader.read(task, now.state.window)).then(
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

  const run = useCallback((task: Task) => begin(task, null), [begin]);
  // Before the browser paints, so that text that has arrived meanwhile is shown at once.
  useLayoutEffect(() => {
    if (firstWindow === null) begin({ kind: "open", target }, first);
  }, [begin, target, first, firstWindow]);
  const dismiss = useCallback(() => current.current.state.window !== null && setTrouble(null), []);
  return { ...state, busy, trouble, run, dismiss };
}

function after(state: TranscriptState, task: Task, window: TranscriptWindow): TranscriptState {
  if (task.kind === "open") return { window, opened: state.opened + 1 };
  return window === state.window ? state : { ...state, window };
}
