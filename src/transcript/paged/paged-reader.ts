import { toError } from "../../errors.js";
import type { ConferenceKey } from "../model.js";
import { MAX_PAGE_SIZE, type PageSource } from "../page-source.js";
import type { Position, PositionedParagraph } from "../position.js";
import type { ParagraphRef, TranscriptReader, WholeTranscript } from "../reader.js";
import { findParagraphs, sliceTranscript } from "../transcript-list.js";
import { NoProgress, type ScanObserver } from "../scan/scan.js";
import { isEmptyWindow, toSlice, type Window, type Slice } from "../window.js";
import { takeHead } from "./head-window.js";
import { clusterByTime, findInCluster } from "./lookup.js";
import { settleTail, takeTail } from "./tail-window.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";
import { Scans } from "./scans.js";

/**
 * Reads only the part of a transcript that a window needs: in ascending pages from the window's start, in descending
 * pages from its end. If such pages cannot show the contents of the window, it reads the whole transcript and slices
 * it.
 */
export class PagedReader implements TranscriptReader {
  readonly #scans: Scans;
  readonly #now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(source: PageSource, observer: ScanObserver, now: () => number = Date.now) {
    this.#scans = new Scans(source, observer);
    this.#now = now;
  }

  /** Of the windows that begin at the same place, the longest goes first and makes the calls. */
  async readWindows(windows: readonly Window[]): Promise<readonly (Slice | Error)[]> {
    const slices: Promise<Slice | Error>[] = [];
    for (const [index, window] of longestFirst(windows)) slices[index] = this.#readWindow(window).catch(toError);
    return Promise.all(slices);
  }

  async findParagraphs(
    conference: ConferenceKey,
    refs: readonly ParagraphRef[],
  ): Promise<readonly (PositionedParagraph | Error | null)[]> {
    const found = new Map<ParagraphRef, PositionedParagraph | Error | null>();
    const find = async (cluster: readonly ParagraphRef[]) => {
      const paragraphs = await this.#findCluster(conference, cluster).catch(toError);
      for (const [index, ref] of cluster.entries())
        found.set(ref, paragraphs instanceof Error ? paragraphs : (paragraphs[index] ?? null));
    };
    await Promise.all(clusterByTime(refs).map(find));
    return refs.map((ref) => found.get(ref) ?? null);
  }

  readWhole(conference: ConferenceKey): Promise<WholeTranscript> {
    return this.#scans.use({ conference, direction: "ascending", start: null }, MAX_PAGE_SIZE, async (scan) => {
      while (!scan.exhausted) await scan.extend(MAX_PAGE_SIZE);
      const paragraphs = scan.items.map((item, index) => item.at(index));
      return { paragraphs, complete: true, readAtMs: this.#now() };
    });
  }

  async #readWindow(window: Window): Promise<Slice> {
    if (isEmptyWindow(window)) return toSlice(window, [], false);
    try {
      if (!isSurelyOrdered(window)) throw new NeedsWholeTranscript();
      return await (window.side === "head" ? this.#readHead(window) : this.#readTail(window));
    } catch (error) {
      if (!(error instanceof NeedsWholeTranscript || error instanceof NoProgress)) throw error;
      return sliceTranscript((await this.readWhole(window.conference)).paragraphs, window);
    }
  }

  #readHead(window: Window): Promise<Slice> {
    const { conference, after, from, count } = window;
    const start = after === null ? (from === 0 ? null : { time: from }) : { after };
    return this.#scans.use({ conference, direction: "ascending", start }, count + 1, async (scan) => {
      const { items, more } = await takeHead(scan, window);
      return toSlice(window, withIndexes(window, items), more);
    });
  }

  async #readTail(window: Window): Promise<Slice> {
    const { conference, before, until, count } = window;
    const start = before === null ? (until === Infinity ? null : { time: until - 1 }) : { after: before };
    const tail = await this.#scans.use({ conference, direction: "descending", start }, count + 1, (scan) =>
      takeTail(scan, window),
    );
    if (tail.unsettledFrom === null)
      return toSlice(window, withIndexes(window, tail.items.slice(0, count).toReversed()), tail.more);
    const key = { conference, direction: "ascending", start: { time: tail.unsettledFrom } } as const;
    return this.#scans.use(key, count + 1, async (scan) => {
      const { items, more } = await settleTail(scan, window, tail);
      return toSlice(window, withIndexes(window, items), more);
    });
  }

  /** If a paragraph is not found near its time, it may be anywhere or nowhere, so the whole transcript is read. */
  async #findCluster(
    conference: ConferenceKey,
    cluster: readonly ParagraphRef[],
  ): Promise<(PositionedParagraph | null)[]> {
    const [first] = cluster;
    const start = first === undefined || first.startTime === 0 ? null : { time: first.startTime };
    const key = { conference, direction: "ascending", start } as const;
    const near = await this.#scans
      .use(key, cluster.length, (scan) => findInCluster(scan, cluster))
      .catch((error: unknown) => {
        if (error instanceof NoProgress) return null;
        throw error;
      });
    if (near !== null && !near.includes(null)) return near;
    const { paragraphs } = await this.readWhole(conference);
    return findParagraphs(paragraphs, cluster).map((found, index) => near?.[index] ?? found);
  }
}

/**
 * False if a window has both ends and their order is not known. Times do not show it, because they may fall. The places
 * in the transcript do, or the own tokens of both if the times agree.
 */
function isSurelyOrdered({ after, before }: Window): boolean {
  if (after === null || before === null) return true;
  if (after.index !== null && before.index !== null && after.index < 0 === before.index < 0)
    return after.index < before.index;
  if (after.token === null || before.token === null || after.direction !== before.direction) return false;
  return after.startTime <= before.startTime && BigInt(after.token) < BigInt(before.token);
}

/**
 * A window's paragraphs with their index in the transcript if it is known, counted from the end at which reading began.
 */
function withIndexes(window: Window, items: readonly PositionedParagraph[]): readonly PositionedParagraph[] {
  const { side, after, before, from, until } = window;
  if (from > 0 || until < Infinity) return items;
  const start = side === "head" ? indexAfter(after, items.length) : indexBefore(before, items.length);
  return start === null ? items : items.map((item, offset) => item.at(start + offset));
}

/**
 * The index of the first of `count` paragraphs after a position; null: not known. If an index from the end leaves no
 * room for them, paragraphs were added since.
 */
function indexAfter(after: Position | null, count: number): number | null {
  if (after === null) return 0;
  if (after.index === null) return null;
  return after.index >= 0 || after.index + count < 0 ? after.index + 1 : null;
}

/** The index of the first of `count` paragraphs before a position; null: not known. */
function indexBefore(before: Position | null, count: number): number | null {
  if (before === null) return -count;
  if (before.index === null) return null;
  return before.index < 0 || before.index >= count ? before.index - count : null;
}

function longestFirst(windows: readonly Window[]): [number, Window][] {
  return [...windows.entries()].toSorted(([, left], [, right]) => right.count - left.count);
}
