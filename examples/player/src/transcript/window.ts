import type { Line } from "./line.ts";

/** A page that was read, with the cursors of its ends. They are null only if the page is empty. */
export interface WindowPage {
  readonly lines: readonly Line[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * A part of a transcript without a gap, and the cursors with which it grows. A cursor is null if the transcript ends
 * there.
 */
export interface TranscriptWindow {
  readonly lines: readonly Line[];
  /**
   * The indexes of the lines with which a recording begins. The first is 0, even if the window was opened in the middle
   * of a recording.
   */
  readonly recordings: readonly number[];
  readonly before: string | null;
  readonly after: string | null;
  /**
   * The number of lines of the transcript before these; null if the window was opened in the middle, so it is not
   * known.
   */
  readonly offset: number | null;
  /** The pages of `lines`. A window that is too long drops whole pages, which can be read again. */
  readonly pages: readonly WindowPage[];
}

/** 1,600 lines, with 200 lines a page. So the memory of a window does not grow with the meeting. */
const MAX_PAGES = 8;

/** The window of consecutive pages. */
export function openWindow(...pages: readonly WindowPage[]): TranscriptWindow {
  const first = pages[0]?.pageInfo;
  const last = pages.at(-1)?.pageInfo;
  const before = first?.hasPreviousPage === true ? first.startCursor : null;
  const after = last?.hasNextPage === true ? last.endCursor : null;
  return join(pages, { before, after, offset: null });
}

/** The window with a page added at its start. If it is too long, it drops pages from its end. */
export function prepend({ pages, after, offset }: TranscriptWindow, page: WindowPage): TranscriptWindow {
  const kept = [page, ...pages].slice(0, MAX_PAGES);
  const end = kept.length > pages.length ? after : (kept.at(-1)?.pageInfo.endCursor ?? null);
  const before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
  return join(kept, { before, after: end, offset: offset === null ? null : Math.max(0, offset - page.lines.length) });
}

/** The window with a page added at its end. If it is too long, it drops pages from its start. */
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

/**
 * A time that falls by more begins another recording, as in the gateway. Smaller falls come from speech recognition.
 */
const MAX_FALL_MS = 10_000;

const startsOf = (lines: readonly Line[]) =>
  lines.flatMap(({ startTime }, index) =>
    index === 0 || (lines[index - 1]?.startTime ?? 0) - startTime > MAX_FALL_MS ? [index] : [],
  );

/**
 * The window with the transcript's current last lines. A running meeting has more of them, and its last line grows. If
 * the last lines do not touch the window, they are a new window.
 */
export function renewEnd(window: TranscriptWindow, end: WindowPage): TranscriptWindow {
  const index = indexOf(end.lines[0], window.lines);
  if (index === -1) return openWindow(end);
  if (isSame(window.lines.slice(index), end.lines)) return window;
  const kept = pagesUpTo(window.pages, index);
  const { before, offset } = window;
  return join([...kept.slice(0, -1), merge(kept.at(-1), end)], { before, after: null, offset });
}

/**
 * The index of a line in an earlier state of these lines. A line that has grown since has another id. Another recording
 * may have the same time, so the id comes first.
 */
function indexOf(line: Line | undefined, lines: readonly Line[]): number {
  const index = lines.findIndex(({ id }) => id === line?.id);
  const isSameStart = ({ startTime, speaker }: Line) =>
    startTime === line?.startTime && speaker.key === line.speaker.key;
  return index === -1 ? lines.findLastIndex(isSameStart) : index;
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

/** Joins two pages to one, because only the ends of a page have cursors. */
function merge(page: WindowPage | undefined, next: WindowPage): WindowPage {
  if (page === undefined) return next;
  const pageInfo = { ...next.pageInfo, startCursor: page.pageInfo.startCursor };
  return { lines: [...page.lines, ...next.lines], pageInfo };
}

const isSame = (lines: readonly Line[], others: readonly Line[]) =>
  lines.length === others.length && lines.every(({ id }, index) => id === others[index]?.id);

/** A time, and its paragraph; null: not known. */
export interface PlaybackPosition {
  readonly timeMs: number;
  readonly paragraphId: string | null;
}

/** Whether the window shows what is spoken at this position, or that nobody speaks. */
export function covers(window: TranscriptWindow, position: PlaybackPosition): boolean {
  const { lines, before, after } = window;
  const { from, to } = recordingAt(window, position);
  const first = lines[from];
  const last = lines[to - 1];
  if (first === undefined || last === undefined) return before === null && after === null;
  const startsHere = before === null || from > 0;
  const endsHere = after === null || to < lines.length;
  return (startsHere || first.startTime <= position.timeMs) && (endsHere || position.timeMs < last.endTime);
}

/**
 * The indexes of the lines of a position's recording, without `to` itself: the recording of its paragraph, otherwise
 * the window's first recording.
 */
function recordingAt({ lines, recordings }: TranscriptWindow, { paragraphId }: PlaybackPosition) {
  const line =
    recordings.length < 2
      ? 0
      : Math.max(
          0,
          lines.findIndex(({ id }) => id === paragraphId),
        );
  const recording = recordings.findLastIndex((start) => start <= line);
  return { from: recordings[recording] ?? 0, to: recordings[recording + 1] ?? lines.length };
}

const MAX_OVERLAP = 8;

/**
 * The indexes of the lines that are spoken at this position. There may be several, because people talk over one
 * another. In a pause it is the line that began last. Outside of the window there is none.
 */
export function spokenIndexes(window: TranscriptWindow, position: PlaybackPosition): readonly number[] {
  if (!covers(window, position)) return [];
  const { from, to } = recordingAt(window, position);
  return spokenAmong(window.lines.slice(from, to), position.timeMs).map((index) => from + index);
}

function spokenAmong(lines: readonly Line[], time: number): readonly number[] {
  const last = lines.findLastIndex(({ startTime }) => startTime <= time);
  if (last === -1) return [];
  const first = Math.max(0, last - MAX_OVERLAP);
  const spoken = lines.slice(first, last + 1).flatMap(({ endTime }, index) => (time < endTime ? [first + index] : []));
  return spoken.length === 0 ? [last] : spoken;
}

/**
 * The first line of the next recording, if the position is at the end of its own recording; null: its recording
 * continues, or no other one follows in the window.
 */
export function nextRecording(window: TranscriptWindow, position: PlaybackPosition): Line | null {
  const { from, to } = recordingAt(window, position);
  const end = Math.max(0, ...window.lines.slice(Math.max(from, to - MAX_OVERLAP), to).map(({ endTime }) => endTime));
  return position.timeMs >= end ? (window.lines[to] ?? null) : null;
}
