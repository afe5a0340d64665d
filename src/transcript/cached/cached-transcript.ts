import type { ConferenceKey } from "../model.js";
import type { WalkProgress } from "../walk/walk-key.js";

/**
 * What has been read of one transcript, ascending from its first paragraph, without a gap. It never changes: growth and new readings
 * make another one, so that whoever holds this one reads on undisturbed.
 */
export interface CachedTranscript extends WalkProgress {
  /** When the upstream last said that nothing follows, or else when the latest page came, in milliseconds since 1970. */
  readonly readAtMs: number;
}

/**
 * How far a cached transcript can serve a reader:
 * - `prefix`: it can, whatever follows;
 * - `end`: it can, as nothing is known to follow; whoever wants to be up to date looks for more first;
 * - `next-page`: it will with about one page more;
 * - `whole`: only the whole transcript can tell.
 */
export type Coverage = "prefix" | "end" | "next-page" | "whole";

/** What a reader needs of a transcript. */
export interface Demand {
  coverage(transcript: CachedTranscript): Coverage;
  /** True when nothing but the whole will do, whatever it costs within the operation's limits. */
  readonly insists: boolean;
}

/** The port through which one caller, for one operation, gets cached transcripts. */
export interface CachedTranscripts {
  /**
   * A transcript that covers the demand, read from the upstream as far as that is missing; null when this transcript is too long to
   * cache, so that its pages are to be read as they are needed.
   * @throws GatewayError whatever the upstream fails with; `OPERATION_TOO_COSTLY` when the operation has no calls left;
   * `UPSTREAM_TIMEOUT` when its time is over. The reason of the caller's signal when that aborts.
   */
  read(conference: ConferenceKey, demand: Demand): Promise<CachedTranscript | null>;
}
