import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  EarlierParagraphsDocument,
  LaterParagraphsDocument,
  OpenTranscriptDocument,
  type PageFragment,
} from "../__generated__/operations.ts";
import { createTranscriptClient } from "./client.ts";
import { toLines } from "./line.ts";
import { type Problem, problemOf } from "./problem.ts";
import { SpeakerBook } from "./speakers.ts";
import { append, openWindow, prepend, type TranscriptWindow, type WindowPage } from "./window.ts";

/** How many paragraphs are asked for at a time, on either side. */
export const PAGE_SIZE = 30;

/** Which meeting, and whose token reads it. */
export interface Session {
  readonly conferenceId: string;
  readonly token: string;
}

/** What is being done: opening a window, or adding to one of its ends. */
export type Task = { readonly kind: "open"; readonly time: number } | { readonly kind: "earlier" | "later" };

/** A transcript as far as it has been read. */
export interface TranscriptState {
  /** Null until something has been read. */
  readonly window: TranscriptWindow | null;
  /** When the last paragraph ends, in milliseconds. */
  readonly durationMs: number;
  /** Counts the windows opened, so that a view can tell a new one from one that has grown. */
  readonly opened: number;
}

/** A transcript, and the ways to read more of it. */
export interface Transcript extends TranscriptState {
  readonly busy: Task["kind"] | null;
  /** What went wrong with which task, and how often in a row. */
  readonly trouble: { readonly task: Task; readonly problem: Problem; readonly attempt: number } | null;
  /** Does a task, unless another is being done; `open` always comes first, and drops what is under way. */
  readonly run: (task: Task) => void;
}

const NOTHING: TranscriptState = { window: null, durationMs: 0, opened: 0 };

/** Reads a meeting's transcript from its beginning, and then wherever it is asked to. Give it a `key` for each session. */
export function useTranscript({ conferenceId, token }: Session): Transcript {
  const [state, setState] = useState(NOTHING);
  const [busy, setBusy] = useState<Task["kind"] | null>(null);
  const [trouble, setTrouble] = useState<Transcript["trouble"]>(null);
  const read = useReader({ conferenceId, token });
  const current = useRef<{ task: Task | null; state: TranscriptState }>({ task: null, state: NOTHING });

  const run = useCallback(
    (task: Task) => {
      if (current.current.task !== null && task.kind !== "open") return;
      current.current.task = task;
      setBusy(task.kind);
      const settle = (show: () => void) => {
        if (current.current.task !== task) return;
        current.current.task = null;
        setBusy(null);
        show();
      };
      read(task, current.current.state).then(
        (next) =>
          settle(() => {
            current.current.state = next;
            setState(next);
            setTrouble(null);
          }),
        (error: unknown) =>
          settle(() => setTrouble((last) => ({ task, problem: problemOf(error), attempt: (last?.attempt ?? 0) + 1 }))),
      );
    },
    [read],
  );

  useEffect(() => run({ kind: "open", time: 0 }), [run]);
  return { ...state, busy, trouble, run };
}

type Read = (task: Task, state: TranscriptState) => Promise<TranscriptState>;

function useReader({ conferenceId, token }: Session): Read {
  return useMemo(() => {
    const { ask } = createTranscriptClient(token);
    const speakers = new SpeakerBook();
    const toPage = (page: PageFragment | null | undefined): WindowPage => {
      if (!page) throw new Error("an answer without an error has its pages");
      return { lines: toLines(page.nodes, speakers), pageInfo: page.pageInfo };
    };
    return async (task, state) => {
      if (task.kind === "open") {
        const variables = { conferenceId, time: task.time, count: PAGE_SIZE };
        const { conference } = await ask(OpenTranscriptDocument, variables);
        const window = openWindow(toPage(conference.earlier), toPage(conference.later));
        return { window, durationMs: conference.final?.nodes[0]?.endTime ?? 0, opened: state.opened + 1 };
      }
      const { window } = state;
      if (task.kind === "earlier" && window?.before) {
        const variables = { conferenceId, before: window.before, count: PAGE_SIZE };
        const { conference } = await ask(EarlierParagraphsDocument, variables);
        return { ...state, window: prepend(window, toPage(conference.paragraphs)) };
      }
      if (task.kind === "later" && window?.after) {
        const variables = { conferenceId, after: window.after, count: PAGE_SIZE };
        const { conference } = await ask(LaterParagraphsDocument, variables);
        return { ...state, window: append(window, toPage(conference.paragraphs)) };
      }
      return state;
    };
  }, [conferenceId, token]);
}
