import type { ConferenceKey } from "../model.js";
import type { PageSource } from "../page-source.js";
import { Scan, type ScanObserver } from "../scan/scan.js";
import type { ScanProgress } from "../scan/scan-key.js";
import type { CachedTranscript } from "./cached-transcript.js";

/** The parts that growth needs: a source for the calls, the conference, and the size of a page in paragraphs. */
export interface Growth {
  readonly source: PageSource;
  readonly conference: ConferenceKey;
  readonly pageSize: number;
  readonly observer: ScanObserver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Reads the next page of a transcript, or the first one if there is none yet (null).
 * @throws UpstreamBadResponse if the upstream does not continue from the last paragraph; the errors of the source.
 */
export async function readNextPage(
  { source, conference, pageSize, observer, now }: Growth,
  from: ScanProgress | null,
): Promise<CachedTranscript> {
  const scan = new Scan(source, { conference, direction: "ascending", start: null }, observer, from);
  // A scan that continues requests one paragraph more, because the page may repeat the last one.
  await scan.extend(from === null ? pageSize : Math.max(1, pageSize - 1));
  const { progress } = scan;
  return {
    ...progress,
    items: progress.items.map((item, index) => (item.index === index ? item : item.at(index))),
    readAtMs: now(),
  };
}

/**
 * Checks whether anything has been added to a complete transcript. The last paragraph is read again, because it grows
 * while someone speaks.
 * @throws as `readNextPage` does.
 */
export async function readEnd(growth: Growth, transcript: CachedTranscript): Promise<CachedTranscript> {
  const items = transcript.items.slice(0, -1);
  const before = items.at(-1);
  if (before === undefined) return readNextPage(growth, null);
  return readNextPage(growth, { ...transcript, items, token: before.token, exhausted: false, saysMore: true });
}

/** The end of a complete transcript, for comparison. */
export interface TranscriptEnd {
  readonly paragraphs: number;
  /** Of the last paragraph; null if there is none. */
  readonly fingerprint: string | null;
}

/** The end of a complete transcript. */
export function endOf({ items }: CachedTranscript): TranscriptEnd {
  return { paragraphs: items.length, fingerprint: items.at(-1)?.fingerprint ?? null };
}

/** False if paragraphs were added or removed, or the last one has changed. */
export function isSameEnd(before: TranscriptEnd, after: TranscriptEnd): boolean {
  return before.paragraphs === after.paragraphs && before.fingerprint === after.fingerprint;
}
