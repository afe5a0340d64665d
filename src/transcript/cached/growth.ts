import type { ConferenceKey } from "../model.js";
import type { PageSource } from "../page-source.js";
import { Walk, type WalkObserver } from "../walk/walk.js";
import type { WalkProgress } from "../walk/walk-key.js";
import type { CachedTranscript } from "./cached-transcript.js";

/** What growth needs: a source for the calls, the transcript's conference, and the size of a page in paragraphs. */
export interface Growth {
  readonly source: PageSource;
  readonly conference: ConferenceKey;
  readonly pageSize: number;
  readonly observer: WalkObserver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Reads a transcript's first page. @throws whatever the source and the walk throw. */
export function readFirstPage(growth: Growth): Promise<CachedTranscript> {
  return readOn(growth, null);
}

/** Reads one page more. @throws UpstreamBadResponse when the upstream does not go on from where it stopped; whatever the source throws. */
export function readNextPage(growth: Growth, transcript: CachedTranscript): Promise<CachedTranscript> {
  return readOn(growth, transcript);
}

/**
 * Looks for more behind the end of a complete transcript. The last paragraph is read again, since it grows while someone speaks.
 * @throws as `readNextPage` does.
 */
export async function readEnd(growth: Growth, transcript: CachedTranscript): Promise<CachedTranscript> {
  const items = transcript.items.slice(0, -1);
  const before = items.at(-1);
  if (before === undefined) return readFirstPage(growth);
  return readOn(growth, { ...transcript, items, token: before.token, exhausted: false, saysMore: true });
}

async function readOn({ source, conference, pageSize, observer, now }: Growth, from: WalkProgress | null) {
  const walk = new Walk(source, { conference, direction: "ascending", start: null }, observer, from);
  // A walk that goes on asks for one more than is wanted, as the page may repeat the last paragraph.
  await walk.extend(from === null ? pageSize : Math.max(1, pageSize - 1));
  const { progress } = walk;
  return {
    ...progress,
    items: progress.items.map((item, index) => (item.index === index ? item : item.at(index))),
    readAtMs: now(),
  };
}

/** What the end of a complete transcript looks like. */
export interface TranscriptEnd {
  readonly paragraphs: number;
  /** Of the last paragraph; null when there is none. */
  readonly fingerprint: string | null;
}

/** The end of a complete transcript. */
export function endOf({ items }: CachedTranscript): TranscriptEnd {
  return { paragraphs: items.length, fingerprint: items.at(-1)?.fingerprint ?? null };
}

/** False when there are more paragraphs than before, or fewer, or the last one reads differently. */
export function isSameEnd(before: TranscriptEnd, after: TranscriptEnd): boolean {
  return before.paragraphs === after.paragraphs && before.fingerprint === after.fingerprint;
}
