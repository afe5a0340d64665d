import type { CurrentPlace } from "../address/current-place.ts";
import { SpeakerBook } from "../speakers/speaker-book.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { type Target, TranscriptReader } from "../transcript/reader.ts";
import type { TranscriptWindow } from "../transcript/window.ts";
import type { Focus } from "./focus.ts";

/** A meeting that will be shown: its reader, and the place where it is opened. */
export interface Opening {
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

/** Opens a meeting at `leftAtMs`, the visible time when the person left the page; null: at the time in the address. */
export function prepareOpening(client: TranscriptClient, place: CurrentPlace, leftAtMs: number | null): Opening {
  const speakers = new SpeakerBook();
  const reader = new TranscriptReader(client, place.conferenceId, speakers);
  const target = { kind: "time", time: leftAtMs ?? place.timeMs ?? 0 } as const;
  const focus: Focus = leftAtMs === null ? { kind: "clock" } : { kind: "moment", timeMs: leftAtMs };
  return { client, speakers, reader, target, focus, reading: null, window: null };
}

/**
 * Requests the first text before the page has loaded. The returned function returns the opening, with the text if it
 * has arrived.
 */
export function startReading(opening: Opening): () => Opening {
  let window: TranscriptWindow | null = null;
  const reading = opening.reader.read({ kind: "open", target: opening.target }, null);
  reading.then(
    (read) => (window = read),
    () => undefined, // The page shows the problem.
  );
  return () => ({ ...opening, reading, window });
}
