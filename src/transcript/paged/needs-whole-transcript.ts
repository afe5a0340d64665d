/** Single pages cannot show what a window contains; only the whole transcript can. This error never leaves `paged/`. */
export class NeedsWholeTranscript extends Error {}
