import type { Line } from "./line.ts";

/** A page as it was read, with the cursors of its ends; they are null only in an empty page. */
export interface WindowPage {
  readonly lines: readonly Line[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A part of a transcript without a gap, and the cursors that it grows by; a cursor is null where the transcript ends. */
export interface TranscriptWindow {
  readonly lines: readonly Line[];
  /** The places of the lines with which a recording begins. The first is 0, even if the window was opened in the middle of a recording. */
  readonly recordings: readonly number[];
  readonly before: string | null;
  readonly after: string | null;
  /** How many lines of the transcript come before these; null if it was opened in the middle and nobody has counted. */
  readonly offset: number | null;
  /** What `lines` is made of. A window that gets too long drops whole pages, which can be read again. */
  readonly pages: readonly WindowPage[];
}

/** With 200 lines a page, 1,600 lines: a window takes the same memory however long the meeting is. */
const MAX_PAGES = 8;

/** The window of pages that follow one another. */
export function openWindow(...pages: readonly WindowPage[]): TranscriptWindow {
  const first = pages[0]?.pageInfo;
  const last = pages.at(-1)?.pageInfo;
  const before = first?.hasPreviousPage === true ? first.startCursor : null;
  const after = last?.hasNextPage === true ? last.endCursor : null;
  return join(pages, { before, after, offset: null });
}

/** The window with the page in front of it. It drops pages from its end when it gets too long. */
export function prepend({ pages, after, offset }: TranscriptWindow, page: WindowPage): TranscriptWindow {
  const kept = [page, ...pages].slice(0, MAX_PAGES);
  const end = kept.length > pages.length ? after : (kept.at(-1)?.pageInfo.endCursor ?? null);
  const before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
  return join(kept, { before, after: end, offset: offset === null ? null : Math.max(0, offset - page.lines.length) });
}

/** The window with the page that follows it. It drops pages from its start when it gets too long. */
export function append({ pages, before, offset }: TranscriptWindow, page: WindowPage): TranscriptWindow {
  const kept = [...pages, page].slice(-MAX_PAGES);
  const dropped = pages.slice(0, pages.length + 1 - kept.length);
  const start = kept.length > pages.length ? before : (kept[0]?.pageInfo.startCursor ?? null);
  const after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return join(kept, { before: start, after, offset: offset === null ? null : offset + countLines(dropped) });
}

const countLines = (pages: readonly WindowPage[]) => pages.reduce((sum, { lines }) => sum + lines.length, 0);

function join(
  pages: readonly WindowPage[],
  { before, after, offset }: Pick<TranscriptWindow, "before" | "after" | "offset">,
): TranscriptWindow {
  const filled = pages.filter(({ lines }) => lines.length > 0);
  const lines = filled.flatMap((page) => page.lines);
  return { before, after, offset: before === null ? 0 : offset, pages: filled, lines, recordings: startsOf(lines) };
}

/** A time that falls by more begins another recording, as for the gateway; a smaller fall is a slip of speech recognition. */
const MAX_FALL_MS = 10_000;

const startsOf = (lines: readonly Line[]) =>
  lines.flatMap(({ startTime }, place) =>
    place === 0 || (lines[place - 1]?.startTime ?? 0) - startTime > MAX_FALL_MS ? [place] : [],
  );

/**
 * The window with the transcript's last lines as they are now: a meeting that goes on has more of them, and its last one grows.
 * Where the two do not meet, the last lines are a window of their own.
 */
export function renewEnd(window: TranscriptWindow, end: WindowPage): TranscriptWindow {
  const place = window.lines.findIndex(({ startTime, speaker }) => {
    const first = end.lines[0];
    return first !== undefined && startTime === first.startTime && speaker.key === first.speaker.key;
  });
  if (place === -1) return openWindow(end);
  if (isSame(window.lines.slice(place), end.lines)) return window;
  const kept = pagesUpTo(window.pages, place);
  const { before, offset } = window;
  return join([...kept.slice(0, -1), merge(kept.at(-1), end)], { before, after: null, offset });
}

/** The pages of the first `count` lines. */
function pagesUpTo(pages: readonly WindowPage[], count: number): readonly WindowPage[] {
  let left = count;
  const cut = pages.map((page) => {
    const lines = page.lines.slice(0, left);
    left -= lines.length;
    return { ...page, lines };
  });
  return cut.filter(({ lines }) => lines.length > 0);
}

/** One page of two, so that cursors stand at the ends of pages only. */
function merge(page: WindowPage | undefined, next: WindowPage): WindowPage {
  if (page === undefined) return next;
  const pageInfo = { ...next.pageInfo, startCursor: page.pageInfo.startCursor };
  return { lines: [...page.lines, ...next.lines], pageInfo };
}

const isSame = (lines: readonly Line[], others: readonly Line[]) =>
  lines.length === others.length && lines.every(({ id }, index) => id === others[index]?.id);

/** A time, and the paragraph that it was taken from; null: nobody knows. */
export interface Moment {
  readonly timeMs: number;
  readonly paragraphId: string | null;
}

/** Whether the window shows what is said at this moment, or that nothing is. */
export function covers(window: TranscriptWindow, moment: Moment): boolean {
  const { lines, before, after } = window;
  const { from, to } = recordingAt(window, moment);
  const first = lines[from];
  const last = lines[to - 1];
  if (first === undefined || last === undefined) return before === null && after === null;
  const startsHere = before === null || from > 0;
  const endsHere = after === null || to < lines.length;
  return (startsHere || first.startTime <= moment.timeMs) && (endsHere || moment.timeMs < last.endTime);
}

/** The places of the lines of the recording that is meant, `to` exclusive: that of the paragraph, or the window's first. */
function recordingAt({ lines, recordings }: TranscriptWindow, { paragraphId }: Moment) {
  const place =
    recordings.length < 2
      ? 0
      : Math.max(
          0,
          lines.findIndex(({ id }) => id === paragraphId),
        );
  const index = recordings.findLastIndex((start) => start <= place);
  return { from: recordings[index] ?? 0, to: recordings[index + 1] ?? lines.length };
}

const MAX_OVERLAP = 8;

/**
 * The places of the lines that are being said at this moment; people talk over one another, so there may be several. In a
 * pause it is the line that began last; outside of the window there is none.
 */
export function placesIn(window: TranscriptWindow, moment: Moment): readonly number[] {
  if (!covers(window, moment)) return [];
  const { from, to } = recordingAt(window, moment);
  const places = placesAt(window.lines.slice(from, to), moment.timeMs);
  return places.map((place) => from + place);
}

function placesAt(lines: readonly Line[], time: number): readonly number[] {
  const last = lines.findLastIndex(({ startTime }) => startTime <= time);
  if (last === -1) return [];
  const first = Math.max(0, last - MAX_OVERLAP);
  const spoken = lines.slice(first, last + 1).flatMap(({ endTime }, index) => (time < endTime ? [first + index] : []));
  return spoken.length === 0 ? [last] : spoken;
}

/** The first line of the next recording, if the moment is at the end of its own; null: its recording goes on, or no other one follows in the window. */
export function nextRecording(window: TranscriptWindow, moment: Moment): Line | null {
  const { from, to } = recordingAt(window, moment);
  const end = Math.max(0, ...window.lines.slice(Math.max(from, to - MAX_OVERLAP), to).map(({ endTime }) => endTime));
  return moment.timeMs >= end ? (window.lines[to] ?? null) : null;
}
