import type { CurrentRoute } from "../address/current-route.ts";
import { SpeakerBook } from "../speakers/speaker-book.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { type Target, TranscriptReader } from "../transcript/reader.ts";
import type { TranscriptWindow } from "../transcript/window.ts";
import type { Focus } from "./focus.ts";

/** A meeting that will be shown: its reader, the target at which it is opened, and its first window. */
export interface InitialMeeting {
  readonly client: TranscriptClient;
  readonly speakers: SpeakerBook;
  readonly reader: TranscriptReader;
  readonly target: Target;
  readonly focus: Focus;
  /** The requested window around the target; null: not requested yet. */
  readonly reading: Promise<TranscriptWindow> | null;
  /** The same window when it has arrived; null until then. */
  readonly window: TranscriptWindow | null;
}

/**
 * The meeting of a route, at `leftAtMs`, the visible time when the person left the page; null: at the time in the
 * address.
 */
export function createInitialMeeting(
  client: TranscriptClient,
  route: CurrentRoute,
  leftAtMs: number | null,
): InitialMeeting {
  const speakers = new SpeakerBook();
  const reader = new TranscriptReader(client, route.conferenceId, speakers);
  const target = { kind: "time", time: leftAtMs ?? route.timeMs ?? 0 } as const;
  const focus: Focus = leftAtMs === null ? { kind: "clock" } : { kind: "time", timeMs: leftAtMs };
  return { client, speakers, reader, target, focus, reading: null, window: null };
}

/**
 * Requests the first text before the page has loaded. The returned function returns the meeting, with the text if it
 * has arrived.
 */
export function prefetch(meeting: InitialMeeting): () => InitialMeeting {
  let window: TranscriptWindow | null = null;
  const reading = meeting.reader.read({ kind: "open", target: meeting.target }, null);
  reading.then(
    (read) => (window = read),
    () => undefined, // The page shows the problem.
  );
  return () => ({ ...meeting, reading, window });
}
