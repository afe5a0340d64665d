import type { ConferenceKey } from "../model.js";
import type { ScanProgress } from "../scan/scan-key.js";

/**
 * The part of a transcript that has been read, from its first paragraph on, without a gap. It never changes: growth and
 * new readings create a new one, so a reader that holds an old one is not disturbed.
 */
export interface CachedTranscript extends ScanProgress {
  /** When the upstream last said that nothing follows, else when the last page arrived, in milliseconds since 1970. */
  readonly readAtMs: number;
}

/**
 * How well a cached transcript can serve a reader:
 * - `prefix`: it can, whatever follows;
 * - `end`: it can if nothing more has been added; a reader that wants the current state checks the end first;
 * - `grown`: it can if nothing more has been added; the end must be checked, because the reader knows a paragraph that
 *   is not here;
 * - `next-page`: it can after about one more page;
 * - `whole`: only the whole transcript can.
 */
export type Coverage = "prefix" | "end" | "grown" | "next-page" | "whole";

/** The part of a transcript that a reader needs. */
export interface Demand {
  coverage(transcript: CachedTranscript): Coverage;
  /** True: the reader needs the whole transcript, at any cost within the operation's limits. */
  readonly needsWhole: boolean;
}

/** The port that gives one operation of one caller its cached transcripts. */
export interface CachedTranscripts {
  /**
   * A transcript that covers the demand; missing parts are read from the upstream. Null if the transcript is too long
   * to cache, and must be read page by page.
   * @throws GatewayError: the upstream's failure; `OPERATION_TOO_COSTLY` if the operation has no calls left;
   * `UPSTREAM_TIMEOUT` if its time is over. The reason of the caller's signal if that aborts.
   */
  read(conference: ConferenceKey, demand: Demand): Promise<CachedTranscript | null>;
}
