import { choice, flag, secrets, wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

const CACHES = ["memory", "none"] as const;

/** Cached transcripts, and how long they are used. */
export const cache = section("Cached transcripts", {
  kind: choice(
    "CACHE",
    CACHES,
    "memory",
    "where transcripts are cached: in `memory` (with `REDIS_URL` also in Redis), or not at all (`none`)",
  ),
  maxBytes: wholeNumber(
    "CACHE_MAX_BYTES",
    { min: 1_048_576, max: 1_099_511_627_776, default: 268_435_456, shared: true },
    "memory for cached transcripts; the least recently used are removed first",
  ),
  maxBytesInFlight: wholeNumber(
    "CACHE_MAX_BYTES_IN_FLIGHT",
    { min: 1_048_576, max: 1_099_511_627_776, default: 536_870_912, shared: true },
    "memory for pages that are being read into the cache, at 8 kB a paragraph; further pages wait",
  ),
  maxAgeSeconds: wholeNumber(
    "CACHE_MAX_AGE_SECONDS",
    { min: 1, max: 86_400, default: 600 },
    "the age at which a transcript is read again, so that edits and lost permissions take effect",
  ),
  tailSeconds: wholeNumber(
    "CACHE_TAIL_SECONDS",
    { min: 0, max: 86_400, default: 5 },
    "the pause between checks for new paragraphs while someone reads the end of a transcript; after 30 s without any, the pauses double; 0: no checks",
  ),
  maxCallsToComplete: wholeNumber(
    "CACHE_MAX_CALLS_TO_COMPLETE",
    { min: 1, max: 5000, default: 10 },
    "calls to complete one transcript; a longer transcript is read page by page",
  ),
  staleIfErrorSeconds: wholeNumber(
    "CACHE_STALE_IF_ERROR_SECONDS",
    { min: 0, max: 604_800, default: 0 },
    "how long after the max age a caller may still read its own copy, while DingTalk is unavailable, has banned the address, or has no calls left",
  ),
  sharesBetweenOperators: flag(
    "CACHE_SHARE_BETWEEN_OPERATORS",
    false,
    "operators of one token or app share transcripts, after each has proved with a call that it may read the first paragraph",
  ),
  proofSeconds: wholeNumber(
    "CACHE_PROOF_SECONDS",
    { min: 1, max: 86_400, default: 300 },
    "how long such a proof is valid; at most `CACHE_MAX_AGE_SECONDS`",
  ),
  secrets: secrets(
    "CACHE_SECRET",
    "a new one at each start; required with `REDIS_URL`",
    "the secret for the keys of cached transcripts, and for the encryption of the data that replicas share",
  ),
});
