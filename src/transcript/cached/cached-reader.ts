import { toError } from "../../errors.js";
import type { ConferenceKey } from "../model.js";
import type { PositionedParagraph } from "../position.js";
import type { ParagraphRef, TranscriptReader, WholeTranscript } from "../reader.js";
import { findParagraphs } from "../transcript-list.js";
import { isEmptyWindow, type Slice, toSlice, type Window } from "../window.js";
import type { CachedTranscripts } from "./cached-transcript.js";
import { lookupDemand, sliceCovered, WHOLE, windowDemand } from "./demand.js";

/**
 * Reads from cached transcripts: a window is a slice of a list in memory. Another reader reads transcripts that are too
 * long to cache, page by page.
 */
export class CachedReader implements TranscriptReader {
  constructor(
    readonly transcripts: CachedTranscripts,
    readonly paged: TranscriptReader,
  ) {}

  /** Windows of one transcript wait for the same calls. Windows that need paging are passed on together. */
  async readWindows(windows: readonly Window[]): Promise<readonly (Slice | Error)[]> {
    const slices = await Promise.all(windows.map((window) => this.#readWindow(window).catch(toError)));
    const left = windows.filter((_, index) => slices[index] === null);
    const paged = left.length === 0 ? [] : await this.paged.readWindows(left);
    return windows.map(
      (window, index) => slices[index] ?? paged[left.indexOf(window)] ?? new Error("a window was left out"),
    );
  }

  async findParagraphs(
    conference: ConferenceKey,
    refs: readonly ParagraphRef[],
  ): Promise<readonly (PositionedParagraph | Error | null)[]> {
    const transcript = await this.transcripts.read(conference, lookupDemand(refs));
    if (transcript === null) return this.paged.findParagraphs(conference, refs);
    return findParagraphs(transcript.items, refs);
  }

  async readWhole(conference: ConferenceKey): Promise<WholeTranscript> {
    const transcript = await this.transcripts.read(conference, WHOLE);
    if (transcript === null) return this.paged.readWhole(conference);
    const { items, exhausted, readAtMs } = transcript;
    return { paragraphs: items, complete: exhausted, readAtMs };
  }

  async #readWindow(window: Window): Promise<Slice | null> {
    if (isEmptyWindow(window)) return toSlice(window, [], false);
    const transcript = await this.transcripts.read(window.conference, windowDemand(window));
    if (transcript === null) return null;
    return sliceCovered(transcript, window);
  }
}
