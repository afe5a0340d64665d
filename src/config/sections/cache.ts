import { choice, flag, secrets, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

const CACHES = ["memory", "none"] as const;

/** Transcripts that have been read, and how long they are used again. */
export const cache = section("Cached transcripts", {
  kind: choice(
    "CACHE",
    CACHES,
    "memory",
    "where transcripts are cached: in `memory` (with `REDIS_URL` also in Redis), or nowhere (`none`)",
  ),
  maxBytes: wholeNumber(
    "CACHE_MAX_BYTES",
    { min: 1_048_576, max: 1_099_511_627_776, default: 268_435_456, shared: true },
    "for cached transcripts; the least recently used go first",
  ),
  maxBytesInFlight: wholeNumber(
    "CACHE_MAX_BYTES_IN_FLIGHT",
    { min: 1_048_576, max: 1_099_511_627_776, default: 536_870_912, shared: true },
    "for pages on their way into the cache, at 8 kB a paragraph; more of them wait",
  ),
  maxAgeSeconds: wholeNumber(
    "CACHE_MAX_AGE_SECONDS",
    { min: 1, max: 86_400, default: 600 },
    "after which a transcript is read again, so that edits and lost permissions show",
  ),
  tailSeconds: wholeNumber(
    "CACHE_TAIL_SECONDS",
    { min: 0, max: 86_400, default: 5 },
    "between looks for more at the end of a transcript while someone reads there; once it is quiet for 30 s the pauses double; 0: none",
  ),
  maxCallsToComplete: wholeNumber(
    "CACHE_MAX_CALLS_TO_COMPLETE",
    { min: 1, max: 5000, default: 10 },
    "calls to complete one transcript; a longer one is read page by page",
  ),
  staleIfErrorSeconds: wholeNumber(
    "CACHE_STALE_IF_ERROR_SECONDS",
    { min: 0, max: 604_800, default: 0 },
    "past its age a caller may go on reading its own copy, while DingTalk is unavailable, has banned the address, or is out of quota",
  ),
  sharesBetweenOperators: flag(
    "CACHE_SHARE_BETWEEN_OPERATORS",
    false,
    "whether operators of one token or app share transcripts, once each has proved with a call that it may read the first paragraph",
  ),
  proofSeconds: wholeNumber(
    "CACHE_PROOF_SECONDS",
    { min: 1, max: 86_400, default: 300 },
    "how long such a proof holds; never longer than the maximum age",
  ),
  secrets: secrets(
    "CACHE_SECRET",
    "a new one at each start; required with `REDIS_URL`",
    "what names cached transcripts, and encrypts what replicas share, is derived from it",
  ),
});
